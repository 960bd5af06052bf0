// What a projection says of a document: all of it but at which revision and when it was written.

/** A document's content; the fan-out adds the rest where it writes. */
export type Content<Document> = Omit<Document, 'revision' | 'updatedAt'>
