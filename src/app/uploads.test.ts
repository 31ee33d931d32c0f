import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, expect, test } from "vitest";
import { paths } from "./paths.ts";
import { noteUploadRead, removeTornUploads, removeUpload, takeUpload, uploadRead, uploads } from "./uploads.ts";

const data = mkdtempSync(join(tmpdir(), "postino-uploads-"));
afterAll(() => rmSync(data, { recursive: true }));

test("what a crash broke off is gone at the next start, and what had come whole is there", async () => {
  removeTornUploads(data);
  const whole = { id: "00000000000000AA", name: "mail.log", mostBytes: 100 };
  await takeUpload(data, { ...whole, bytes: Readable.from([Buffer.from("a line\n")]) });
  const torn = join(paths(data).uploads, "00000000000000BB");
  mkdirSync(torn);
  writeFileSync(join(torn, ".coming"), "half a li");
  const others = join(paths(data).uploads, "somebody-else");
  mkdirSync(others);
  removeTornUploads(data);
  expect(existsSync(torn)).toBe(false);
  expect(existsSync(others)).toBe(true);
  expect(uploads(data).map(({ id, name }) => [id, name])).toEqual([[whole.id, "mail.log"]]);
});

test("what reading a log found is kept beside it, as long as it is there", async () => {
  const id = "00000000000000CC";
  await takeUpload(data, { id, name: ".read", mostBytes: 100, bytes: Readable.from([Buffer.from("a line\n")]) });
  expect(uploadRead(data, id)).toBeUndefined();
  noteUploadRead(data, id, { zone: "Europe/Rome", isLog: false });
  expect(uploads(data).find((one) => one.id === id)).toMatchObject({
    name: "read",
    read: { zone: "Europe/Rome", isLog: false },
  });
  removeUpload(data, id);
  noteUploadRead(data, id, { zone: "UTC", isLog: true });
  expect(uploadRead(data, id)).toBeUndefined();
});
