/** Types for internal files of undici, which has types only for its index. */
declare module 'undici/lib/core/connect.js' {
  const connect: unknown;
  export default connect;
}

declare module 'undici/lib/dispatcher/agent.js' {
  const agent: unknown;
  export default agent;
}
