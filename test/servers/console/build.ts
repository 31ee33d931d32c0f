/** Builds the page before the first test that looks at it: files of tests that run at the same time share it. */
import { execFileSync } from "node:child_process";

export function setup(): void {
  // As people build it, and not as tests do.
  execFileSync("npm", ["run", "--silent", "build:console"], { env: { ...process.env, NODE_ENV: "" } });
}
