/** What the shell may explain without reading a log. */
export { type Explanation, explain } from "../diagnosis/explain.ts";
