import { describe, expect, test } from "vitest";
import { type CauseId, causes } from "../causes.ts";
import { explain } from "./explain.ts";
import { meaningOf, meaningRows, titleOf } from "./meaning.ts";

test("what a text says of somebody else's servers is not said of ours", () => {
  const said = (Object.keys(causes) as CauseId[])
    .filter((cause) => /^(?:submission|dns|connect|tls|greeting|mail|rcpt|data|eod)\./.test(cause))
    .filter((cause) => cause !== "dns.ptr-missing-ours" && cause !== "tls.dane" && cause !== "greeting.delay-abandoned")
    .filter((cause) => /\b(?:our|ours|we|us)\b/i.test(String(titleOf(cause))));
  expect(said).toEqual([]);
});

describe("a reply that tells more than its cause", () => {
  test.each(meaningRows.flatMap((row) => row.samples.map((sample) => [sample, row] as const)))("%s", (sample, row) => {
    expect(meaningOf(row.cause, sample)).toBe(row);
  });
  test.each([
    ["submission.outbound-filter", "550 5.7.1 Message rejected as spam by our outbound filter"],
    [
      "eod.dmarc",
      "550 5.7.26 Unauthenticated email is not accepted due to domain's DMARC policy (neither SPF nor DKIM)",
    ],
  ] as const)("%s is what it is called: %s", (cause, text) => {
    expect(String(meaningOf(cause, text).title)).toBe(String(titleOf(cause)));
  });
  test("Microsoft 365 refuses to forward, and no device is infected (after a public text)", async () => {
    const { recipients } = await explain(
      "Delivery has failed to these recipients or groups:\n\nbob@example.com\nYour message wasn't delivered because the recipient's email provider rejected it.\n\n" +
        "Diagnostic information for administrators:\n\nGenerating server: A.eurprd04.prod.outlook.com\n\nbob@example.com\n" +
        "Remote server returned '550 5.7.520 Access denied, Your organization does not allow external forwarding. Please contact your administrator for further assistance. AS(7555)'\n",
    );
    expect(recipients[0]?.sentence).toMatch(/refused for good: It was forwarded automatically/);
    expect(recipients[0]?.remedy.join()).toMatch(/^The administrator of the organisation that forwards must allow it/);
  });
  test("Gmail wants SPF or DKIM, and does not speak of DMARC", async () => {
    const { recipients } = await explain(
      "550-5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.",
    );
    expect(recipients[0]).toMatchObject({ cause: "eod.dmarc", confidence: 0.75 });
    expect(recipients[0]?.sentence).toContain("Neither SPF nor DKIM passed");
  });
});

test("of each step is told whether an administrator alone may take it (made by hand)", async () => {
  const [told] = (await explain("552 5.2.2 <bob@example.com>: Mailbox full")).recipients;
  expect(told?.steps.map(({ text }) => text)).toEqual(told?.remedy);
  expect(told?.steps.flatMap(({ text, who }) => (who === "admin" ? text : []))).toEqual([
    "Free space in the mailbox, or raise its quota (Postino: account show, account change --quota)",
  ]);
});
