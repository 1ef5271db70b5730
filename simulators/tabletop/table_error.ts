/** The operation cannot be carried out; its message is for whoever asked. */
export class TableError extends Error {}
