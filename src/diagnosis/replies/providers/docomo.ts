/** Replies of NTT Docomo, and what they mean. */
import { defineProvider } from "../provider.ts";

export const docomo = defineProvider({
  name: "NTT Docomo",
  hosts: ["docomo.ne.jp"],
  source: "https://github.com/sisimai/rb-sisimai",
  replies: [
    {
      cause: "rcpt.quota",
      text: /too much mail data/i,
      own: true,
      note: "other servers say so of the size of a message",
      samples: ["data: 552 Too much mail data bob@docomo.ne.jp"],
    },
  ],
});
