// The attribute of a message that names the trace it was published in.

/** As Google's client libraries write it (`googclient_` before the name of W3C's header), so that their tools read it too. */
export const TRACE_ATTRIBUTE = 'googclient_traceparent'
