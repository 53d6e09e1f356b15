/**
 * The parts of undici that the engine uses. Its index would load twice as much, among it a `fetch` and a dispatcher for
 * the whole process. undici names no exports of its own, so its version is pinned in package.json.
 */

import type { Agent as AgentClass, buildConnector as Connectors, parseCookie as ParseCookie } from 'undici';
import connect from 'undici/lib/core/connect.js';
import agent from 'undici/lib/dispatcher/agent.js';
import cookies from 'undici/lib/web/cookies/index.js';

export type { buildConnector, Dispatcher } from 'undici';

export const Agent = agent as typeof AgentClass;
export type AgentOptions = AgentClass.Options;

export const createUndiciConnector = connect as typeof Connectors;

export const parseCookie = (cookies as { parseCookie: typeof ParseCookie }).parseCookie;
