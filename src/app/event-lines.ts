/** An event as our log would have it, where the level kept it out of the log and only the records know of it. */
export { render as eventLines } from "../reading/formats/postino.ts";
