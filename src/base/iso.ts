/** An instant as programs and the API tell it. */

/** Milliseconds since the epoch as ISO 8601 in UTC. */
export const isoTime = (at: number): string => new Date(at).toISOString();
