/**
 * The parts of undici that the engine uses. The index of undici would load twice as much, including a `fetch` and a
 * dispatcher for the whole process. These paths are internal to undici, so package.json pins its version.
 */

import type { Agent as AgentClass, buildConnector as Connectors } from 'undici';
import connect from 'undici/lib/core/connect.js';
import agent from 'undici/lib/dispatcher/agent.js';

export type { buildConnector, Dispatcher } from 'undici';

export const Agent = agent as typeof AgentClass;
export type AgentOptions = AgentClass.Options;

export const createUndiciConnector = connect as typeof Connectors;
