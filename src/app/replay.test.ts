import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCase, sectionOf } from "../../test/case-file.ts";
import { Zone } from "../base/zone.ts";
import { schema } from "../config/schema.ts";
import { replay } from "./replay.ts";

test("our other machines and smart hosts are spared in a past log too, and a name that is none is warned of", async () => {
  const folder = mkdtempSync(join(tmpdir(), "postino-replay-"));
  try {
    const { words, text } = sectionOf(readCase("src/intrusion/cases/rset-flood.case"), "log");
    const log = join(folder, words[2] ?? "");
    writeFileSync(log, `${text}\n`);
    const warned: string[] = [];
    const tried = async (settings: object) => {
      const options = { logs: [log], zone: new Zone("UTC"), now: 0, year: 2026 };
      const { found } = await replay(options, schema.parse(settings), {
        lookUp: async (name) => {
          if (name !== "relay.example.net") throw new Error("no such name");
          return [peer];
        },
        warn: (line) => void warned.push(line),
      });
      return found.map(({ block, spared }) => `${block.blocked} ${block.rule} ${spared ?? "blocked"}`);
    };
    const [first = ""] = await tried({});
    const [peer = ""] = first.split(" ");
    expect(first).toBe(`${peer} rset-flood blocked`);
    expect((await tried({ server: { nodes: [peer] } }))[0]).toBe(`${peer} rset-flood it is in server.nodes`);
    expect((await tried({ smtp: { smartHosts: ["none.example", "relay.example.net"] } }))[0]).toBe(
      `${peer} rset-flood it is relay.example.net in smtp.smartHosts`,
    );
    expect(warned).toEqual(["none.example cannot be looked up (no such name); it counts for nobody"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
