/** Replies of T-Online, and what they mean. */
import { defineProvider } from "../provider.ts";

export const tOnline = defineProvider({
  name: "T-Online",
  hosts: ["t-online.de"],
  mark: /\.t-online\.de\b/i,
  source: "https://pastebin.com/sSR9QSuC",
  replies: [
    {
      cause: "greeting.reputation",
      text: /ip[=:]\S{1,50} - a problem occurred|a problem occurred\. \(ask your postmaster/i,
      samples: [
        "connect: 554 IP=192.0.2.9 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.) (BL)",
      ],
    },
  ],
});
