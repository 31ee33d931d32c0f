/** Replies of Proximus (Belgacom, Skynet), and what they mean. */
import { defineProvider } from "../provider.ts";

export const proximus = defineProvider({
  name: "Proximus",
  hosts: ["proximus.be", "belgacom.be", "skynet.be"],
  source: "https://www.proximus.be/support/en/id_sfaqs_mail_blacklist/",
  replies: [
    {
      cause: "greeting.reputation",
      text: /under investigation for spam abuse/i,
      samples: [
        "connect: 554 Access denied - Under investigation for spam abuse. Contact your email provider for more info",
      ],
    },
  ],
});
