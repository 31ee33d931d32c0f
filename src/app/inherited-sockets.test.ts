import { expect, test } from "vitest";
import { inheritedSockets } from "./inherited-sockets.ts";

const handed = (names: string | undefined, fds: string, pid = "7") =>
  inheritedSockets({ LISTEN_PID: pid, LISTEN_FDS: fds, LISTEN_FDNAMES: names }, 7);

test("sockets go to listeners by their names, counted from 3", () => {
  expect(handed("submission:mx", "2")).toEqual({ submission: 3, mx: 4 });
  expect(inheritedSockets({}, 7)).toEqual({});
});

test("what was handed to another process is not ours", () => {
  expect(handed("mx", "1", "8")).toEqual({});
});

test("a name that no listener has, none at all, and one given twice are refused", () => {
  expect(() => handed("postino.socket", "1")).toThrow(/named postino\.socket; FileDescriptorName= must be one of mx,/);
  expect(() => handed(undefined, "1")).toThrow(/named nothing/);
  expect(() => handed("mx:mx", "2")).toThrow(/two inherited sockets are named mx/);
});
