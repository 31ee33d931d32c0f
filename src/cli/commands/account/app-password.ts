/** `postino account app-password`: a password of its own for one device of an account. */
import { declareJson, printMade } from "../../account-options.ts";
import { callOperation } from "../../call.ts";
import { defineCliCommand } from "../../command.ts";

export const appPassword = defineCliCommand({
  summary: "make a password for one device of an account, or take it away",
  examples: [
    ["postino account app-password bob@example.org phone", "one is made, and shown once"],
    ["postino account app-password bob@example.org phone --remove", "that phone is lost: it logs in no more"],
  ],
  declare: (command) =>
    void declareJson(command)
      .argument("<address>", "address of the account")
      .argument("<device>", "a name for the device")
      .option("--remove", "take it away"),
  run: async ([address, device], options, io) => {
    const operation = options.remove ? "app-password-remove" : "app-password-add";
    const done = (await callOperation(operation, { address, device }, options, io)) as Done;
    if (options.json) io.print(JSON.stringify(done, null, 2));
    else {
      io.print(`${done.address} ${options.remove ? "no longer has" : "now has"} a password for "${done.device}".`);
      printMade(done, io);
    }
    return 0;
  },
});

interface Done {
  readonly address: string;
  readonly device: string;
  readonly password?: string;
}
