/** Replies of Fortinet's FortiMail, and what they mean. */
import { defineProvider } from "../provider.ts";

export const fortimail = defineProvider({
  name: "FortiMail",
  hosts: ["fortimailcloud.com", "fortimail.com"],
  mark: /\bfortiguard\b/i,
  source: "https://docs.fortinet.com/document/fortimail/",
  replies: [
    {
      cause: "eod.url-listed",
      text: /fortiguard ?-? ?antispam blocking ur[li]|fortiguard antispam ?\(spam url|fortiguard webfilter ?\(/i,
      source:
        "https://community.fortinet.com/t5/FortiMail/Troubleshooting-Tip-Email-is-reject-with-the-error-message-This/ta-p/410082",
      samples: [
        "eod: 554 5.7.1 This message has been blocked because it contains FortiGuard - AntiSpam blocking URL(s).",
        "eod: 550 5.7.1 This email from IP 192.0.2.9 has been rejected. The email message was detected as spam. FortiGuard AntiSpam(SPAM URL:https://shop.example/)",
        "eod: 550 5.7.1 This email from IP 192.0.2.9 has been rejected. The email message was detected as spam.FortiGuard WebFilter(https://shop.example (Malicious Websites))",
      ],
    },
    {
      cause: "greeting.reputation",
      text: /fortiguard ?-? ?antispam (?:black|block) ?ip/i,
      source: "https://www.linuxmaster.jp/linux_blog/2020/05/fortiguard.html",
      samples: [
        "eod: 554 5.7.1 This message has been blocked because it is from a FortiGuard - AntiSpam black IP address.(connection black ip 192.0.2.9)",
      ],
    },
    {
      cause: "eod.spam",
      text: /blocked because ase reports it as spam|email from ip .{1,60} has been rejected\. the email message was detected as spam/i,
      samples: [
        "eod: 554 5.7.1 This message has been blocked because ASE reports it as spam.",
        "eod: 550 5.7.1 This email from IP 192.0.2.9 has been rejected. The email message was detected as spam.",
      ],
    },
  ],
});
