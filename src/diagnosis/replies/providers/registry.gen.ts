/** All pieces of this folder by id. Made by `npm run gen`; do not edit. */
import type { Provider } from "../provider.ts";
import { arubaPec } from "./aruba-pec.ts";
import { aruba } from "./aruba.ts";
import { att } from "./att.ts";
import { barracuda } from "./barracuda.ts";
import { comcast } from "./comcast.ts";
import { coremail } from "./coremail.ts";
import { cox } from "./cox.ts";
import { docomo } from "./docomo.ts";
import { emailIt } from "./email-it.ts";
import { emailSecurityCloud } from "./email-security-cloud.ts";
import { exchangeOnline } from "./exchange-online.ts";
import { exchangeServer } from "./exchange-server.ts";
import { facebook } from "./facebook.ts";
import { forpsi } from "./forpsi.ts";
import { fortimail } from "./fortimail.ts";
import { freeFr } from "./free-fr.ts";
import { godaddy } from "./godaddy.ts";
import { google } from "./google.ts";
import { icewarp } from "./icewarp.ts";
import { icloud } from "./icloud.ts";
import { interia } from "./interia.ts";
import { ironport } from "./ironport.ts";
import { libero } from "./libero.ts";
import { mailRu } from "./mail-ru.ts";
import { mimecast } from "./mimecast.ts";
import { netease } from "./netease.ts";
import { orange } from "./orange.ts";
import { outlookCom } from "./outlook-com.ts";
import { proofpoint } from "./proofpoint.ts";
import { proximus } from "./proximus.ts";
import { qq } from "./qq.ts";
import { rackspace } from "./rackspace.ts";
import { registerIt } from "./register-it.ts";
import { smallHosters } from "./small-hosters.ts";
import { sophos } from "./sophos.ts";
import { spamdyke } from "./spamdyke.ts";
import { spectrum } from "./spectrum.ts";
import { strato } from "./strato.ts";
import { tOnline } from "./t-online.ts";
import { tim } from "./tim.ts";
import { trendMicro } from "./trend-micro.ts";
import { unitedInternet } from "./united-internet.ts";
import { wpPl } from "./wp-pl.ts";
import { yahoo } from "./yahoo.ts";
import { yandex } from "./yandex.ts";
import { zoho } from "./zoho.ts";

export const registry: Readonly<Record<string, Provider>> = {
  "aruba-pec": arubaPec,
  aruba: aruba,
  att: att,
  barracuda: barracuda,
  comcast: comcast,
  coremail: coremail,
  cox: cox,
  docomo: docomo,
  "email-it": emailIt,
  "email-security-cloud": emailSecurityCloud,
  "exchange-online": exchangeOnline,
  "exchange-server": exchangeServer,
  facebook: facebook,
  forpsi: forpsi,
  fortimail: fortimail,
  "free-fr": freeFr,
  godaddy: godaddy,
  google: google,
  icewarp: icewarp,
  icloud: icloud,
  interia: interia,
  ironport: ironport,
  libero: libero,
  "mail-ru": mailRu,
  mimecast: mimecast,
  netease: netease,
  orange: orange,
  "outlook-com": outlookCom,
  proofpoint: proofpoint,
  proximus: proximus,
  qq: qq,
  rackspace: rackspace,
  "register-it": registerIt,
  "small-hosters": smallHosters,
  sophos: sophos,
  spamdyke: spamdyke,
  spectrum: spectrum,
  strato: strato,
  "t-online": tOnline,
  tim: tim,
  "trend-micro": trendMicro,
  "united-internet": unitedInternet,
  "wp-pl": wpPl,
  yahoo: yahoo,
  yandex: yandex,
  zoho: zoho,
};
