import { expect, test } from "vitest";
import { byRotation } from "./rotation.ts";

test("what was rotated away longest ago is read first, by number or by day", () => {
  const numbered = ["/var/log/mail.log.10.gz", "/var/log/mail.log.2.gz", "/var/log/mail.log.1", "/var/log/mail.log"];
  expect(numbered.toSorted(byRotation)).toEqual(numbered);
  expect(numbered.toReversed().toSorted(byRotation)).toEqual(numbered);
  const dated = ["maillog-20261127.xz", "maillog-20261128", "maillog"];
  expect(dated.toReversed().toSorted(byRotation)).toEqual(dated);
});

test("files of different logs are in the order of their names, with numbers as numbers", () => {
  const names = ["a.log", "b10.log.1", "s20261124-00.log", "s20261124-01.log", "s20261124-02.log"];
  expect(names.toReversed().toSorted(byRotation)).toEqual(names);
});
