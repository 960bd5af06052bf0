// The attribute of a message that is meant for one subscriber alone, as a replayed dead letter is.

/** Names the subscriber. Others of its topic acknowledge the message and do nothing. */
export const ADDRESSEE_ATTRIBUTE = 'addressee'
