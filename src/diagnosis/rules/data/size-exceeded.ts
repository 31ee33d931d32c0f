/** The content broke off where our limit is: some servers cut the line instead of answering. */
import { say } from "../../../base/saying.ts";
import { confidence } from "../../confidence.ts";
import { sizeLimit } from "../../known.ts";
import { brokenInData } from "../../look.ts";
import { defineRule } from "../../rule.ts";

/** Headers and the last packet. */
const tolerance = 0.05;

export const sizeExceeded = defineRule({
  cause: "data.size-exceeded",
  refines: ["data.mid-transfer-drop", "data.client-abort"],
  evidence: ({ question, lastSession }) => {
    const limit = sizeLimit(question.facts);
    const broken = brokenInData(lastSession);
    if (limit === undefined || !broken?.receivedBytes) return undefined;
    if (Math.abs(broken.receivedBytes - limit) > tolerance * limit) return undefined;
    return { facts: [broken], confidence: confidence.inferred, detail: say`${limit} bytes` };
  },
});
