/** Replies of email.it, and what they mean. */
import { defineProvider } from "../provider.ts";

export const emailIt = defineProvider({
  name: "email.it",
  hosts: ["email.it"],
  source: "http://www.email.it",
  replies: [
    {
      cause: "submission.auth-required",
      text: /sender address rejected: not logged in/i,
      own: true,
      samples: ["mail: 553 5.7.1 Sender address rejected: not logged in"],
    },
  ],
});
