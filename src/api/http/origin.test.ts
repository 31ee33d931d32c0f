import { expect, test } from "vitest";
import { foreignOrigin } from "./origin.ts";

const asked = (method: string, headers: Readonly<Record<string, string>>) =>
  foreignOrigin({ method, header: (name) => headers[name] });
const host = "postino.example.org";

test("our own page and programs may change things, another site may not, whatever it leaves out", () => {
  for (const own of [
    {},
    { "sec-fetch-site": "same-origin" },
    { "sec-fetch-site": "none" },
    { origin: `https://${host}`, host },
  ])
    expect([own, asked("POST", own)]).toEqual([own, undefined]);
  for (const foreign of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site", origin: `https://${host}`, host },
    { origin: "https://evil.example", host },
    { origin: "null", host },
    { origin: `https://${host}.evil.example`, host },
    { origin: `https://${host}` },
  ])
    expect([foreign, asked("DELETE", foreign)]).toEqual([foreign, expect.stringContaining("the request comes from")]);
});

test("what only reads may be asked from anywhere: its answer stays with the asker", () => {
  expect(asked("GET", { "sec-fetch-site": "cross-site" })).toBeUndefined();
});
