import { places, settled } from "../support/pages";
import { test } from "../support/test";
import { photograph } from "./camera";

const only = process.env.PICTURES_ONLY;

test("every page, full of data", async ({ page, as, api }) => {
  for (const place of await places(await api("ines"), await api("ada"))) {
    if (only && !place.name.includes(only)) continue;
    const on = place.who === null ? page : await as(place.who);
    await test.step(place.name, async () => {
      await on.goto(place.path);
      await settled(on);
      await photograph(on, place.name);
    });
    if (place.who !== null) await on.context().close();
  }
});
