/** What properties are tried on is the same in each run of `npm test`; `SEED=random`, or a number, with `RUNS=` tries others. */
import fc from "fast-check";

const { SEED: asked = "20261129" } = process.env;
if (asked !== "random") fc.configureGlobal({ seed: Number(asked) });
