import { expect, test } from "vitest";
import { unescaped } from "./escapes.ts";

test("control characters and whole characters beyond ASCII are brought back, numbers stay", () => {
  expect(unescaped("warning: header Subject: a#011b; from=<x>")).toBe("warning: header Subject: a\tb; from=<x>");
  expect(unescaped("J#303#266rg")).toBe("Jörg");
  expect(unescaped("#012#177")).toBe("\n\u007f");
  for (const text of ["case #345", "#5.1.1 smtp;550", "#01", "#099", "#303#011", ""])
    expect(unescaped(text)).toBe(text);
});
