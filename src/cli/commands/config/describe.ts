/** `postino config describe`: every setting with its default, its sentence and its API variable. */
import { sampleFile } from "../../../config/describe.ts";
import { defineCliCommand } from "../../command.ts";

export const describe = defineCliCommand({
  summary: "print a sample configuration file that explains every setting",
  examples: [["postino config describe > postino.yaml", "a file to begin with"]],
  declare: () => {},
  run: async (_, __, io) => {
    io.print(sampleFile().trimEnd());
    return 0;
  },
});
