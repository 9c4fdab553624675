// Lighthouse, as on a phone, over several pages with one Chromium: `node lighthouse.mjs CATEGORIES ADDRESS...`.
// Prints one object a page: score by category (0 to 100), what cost points, bytes over the wire, layout shift.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const [categories, ...addresses] = process.argv.slice(2);
const browser = await launch({
  chromePath: process.env.CHROME_PATH,
  chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
});
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, { port: browser.port, onlyCategories: categories.split(","), logLevel: "error" });
    const scores = Object.entries(lhr.categories).map(([name, category]) => [name, Math.round(100 * category.score)]);
    const lost = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score === 0);
    console.log(JSON.stringify({
      address,
      scores: Object.fromEntries(scores),
      lost: lost.map(({ id }) => id),
      bytes: lhr.audits["total-byte-weight"]?.numericValue,
      shift: lhr.audits["cumulative-layout-shift"]?.numericValue,
    }));
  }
} finally {
  browser.kill();
}
