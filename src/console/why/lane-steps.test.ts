import { expect, test } from "vitest";
import { type Story, stepsOf } from "./lane-steps.ts";

type Attempt = Story["attempts"][number];
const attempt = (at: string, stage: Attempt["stage"], status: Attempt["status"]): Attempt => ({ at, stage, status });
const line = (role: Story["evidence"][number]["role"]) => ({ role });
const steps = (story: Story) =>
  stepsOf(story).map(({ from, to, status, pauseSeconds }) => [from, to, status, pauseSeconds]);

test("a refusal stops in our SMTP server, a blocked connection in the network", () => {
  const timeline = [
    { at: "2026-11-24T10:00:00.000Z", text: "refused", evidence: [0] },
    { at: "2026-11-24T10:00:30.000Z", text: "refused", evidence: [] },
  ];
  const attempts = [
    attempt("2026-11-24T10:00:00.000Z", "rcpt", "refused"),
    attempt("2026-11-24T10:00:30.000Z", "connect", "deferred"),
  ];
  expect(steps({ timeline, attempts, evidence: [line("server")] })).toEqual([
    ["sender", "smtp", "refused", null],
    ["sender", "network", "deferred", 30],
  ]);
});

test("a queue hands on; what a device does comes from the other end", () => {
  const timeline = [
    { at: "2026-11-24T10:00:01.000Z", text: "stored", evidence: [0] },
    { at: "2026-11-24T10:00:02.000Z", text: "moved", evidence: [1] },
  ];
  const attempts = [attempt("2026-11-24T10:00:01.000Z", "store", "delivered")];
  expect(steps({ timeline, attempts, evidence: [line("queue"), line("server")] })).toEqual([
    ["queue", "mailbox", "delivered", null],
    ["devices", "mailbox", "", 1],
  ]);
});

test("what another host did not take ends in the network or at that host", () => {
  const stages = ["connect", "rcpt", "queue"] as const;
  const timeline = stages.map((text) => ({
    at: "2026-11-24T10:00:00.000Z",
    text,
    evidence: [0],
  }));
  const attempts = stages.map((stage) => attempt("2026-11-24T10:00:00.000Z", stage, "deferred"));
  expect(steps({ timeline, attempts, evidence: [line("queue")] }).map(([, to]) => to)).toEqual([
    "network",
    "mailbox",
    "queue",
  ]);
});
