/** Which page an address opens. */
import { useEffect } from "preact/hooks";
import { go, here } from "./address.ts";
import { BlocksPage } from "./blocks/blocks-page.tsx";
import type { Role } from "./documents.ts";
import { LoginPage } from "./login/login-page.tsx";
import { LogsPage } from "./logs/logs-page.tsx";
import { fetchMe, me, type PageLink, pages, unreachable } from "./me.ts";
import { Heading } from "./parts/heading.tsx";
import { Empty, Failed, Loading } from "./parts/states.tsx";
import { SessionsPage } from "./sessions/sessions-page.tsx";
import { AccountPage } from "./settings/account-page.tsx";
import { SettingsPage } from "./settings/settings-page.tsx";
import { Shell } from "./shell.tsx";
import { t } from "./text/t.ts";
import { WhyPage } from "./why/why-page.tsx";

export function App() {
  useEffect(() => void fetchMe(), []);
  return (
    <Shell>
      <Page />
    </Shell>
  );
}

function Page() {
  const { path } = here.value;
  if (path === "/login") return <LoginPage />;
  if (unreachable.value) return <Failed problem={unreachable.value} again={() => void fetchMe()} />;
  if (me.value === undefined) return <Loading />;
  if (me.value === null) return <ToLogin />;
  const [, first = ""] = path.split("/");
  const page = pages.find((one) => one.path === `/${first}`);
  if (page && !page.roles.includes(me.value.role)) return <NotAllowed page={page} role={me.value.role} />;
  if (first === "") return <WhyPage />;
  if (first === "sessions") return <SessionsPage />;
  if (first === "blocks") return <BlocksPage />;
  if (first === "logs") return <LogsPage />;
  if (first === "settings") return <SettingsPage />;
  if (first === "account") return <AccountPage />;
  return <Missing />;
}

function ToLogin() {
  useEffect(() => {
    if (here.value.path !== "/login") go("/login", { replace: true });
  }, []);
  return null;
}

/** The page is there, for others. */
const NotAllowed = ({ page: { text, roles }, role }: { readonly page: PageLink; readonly role: Role }) => (
  <>
    <Heading title={t(text)} />
    <Empty title={t(roles.includes("helpdesk") ? "notAllowed.helpdesk" : "notAllowed.admin")}>
      <p>{t("notAllowed.role", { role: t(`role.${role}`) })}</p>
    </Empty>
  </>
);

const Missing = () => (
  <>
    <Heading title={t("missing.title")} />
    <Empty title={t("missing.text")}>
      <p>
        <a href="/">{t("nav.why")}</a>
      </p>
    </Empty>
  </>
);
