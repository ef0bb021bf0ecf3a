package io.exposures.joiner.http;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page in a real browser, before a real server with sums of a test's choice. */
class DashboardIT {

    private static final int WIDE = 1280;
    private static final int NARROW = 390;
    private static final double PATIENCE_MILLIS = 15_000;
    private static final String CHECKOUT = "#name=" + DashboardScenes.CHECKOUT + "&salt=v3";
    private static final String ALARMED = "#name=" + DashboardScenes.ALARMED + "&salt=" + DashboardScenes.ALARMED;

    private static DashboardBrowser browser;
    private final DashboardScenes scenes = new DashboardScenes();

    @BeforeAll
    static void openBrowser() {
        browser = new DashboardBrowser();
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
    }

    @AfterEach
    void closePages() {
        browser.clear();
    }

    private RunningApi serving(FakeStats stats) {
        return RunningApi.on(0, scenes.queries(stats));
    }

    private static Page open(RunningApi api, String place, int width, ColorScheme scheme) {
        return browser.page("http://127.0.0.1:" + api.port() + "/" + place, width, scheme);
    }

    private static Page open(RunningApi api, String place) {
        return open(api, place, WIDE, ColorScheme.LIGHT);
    }

    private static Locator title(Page page, String text) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(text));
    }

    private static Locator button(Page page, String text) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(text));
    }

    private static Locator choice(Page page, String text) {
        return page.locator(".switch button", new Page.LocatorOptions().setHasText(text));
    }

    private static Locator metric(Page page, String name) {
        return page.locator(".metric").filter(new Locator.FilterOptions().setHas(title(page, name)));
    }

    private static LocatorAssertions.IsVisibleOptions soon() {
        return new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE_MILLIS);
    }

    private static void assertQuiet() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static void assertFitsTheScreen(Page page) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    @Test
    void anExperimentIsShownWithItsIntervalsAndItsPlot() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT);
            assertThat(title(page, DashboardScenes.CHECKOUT)).isVisible(soon());
            Locator revenue = metric(page, "revenue");
            assertThat(revenue.locator(".lift .value")).containsText("%");
            assertThat(revenue.locator(".band")).isVisible();
            assertThat(revenue.locator("canvas")).isVisible();
            assertThat(paintedPixels(revenue)).isGreaterThan(500);
            assertThat(page.getByText("Sample ratio as declared")).isVisible();
            assertThat(page.getByText("10 units with the event").first()).isVisible();
            assertThat(page.locator("body")).not().containsText("NaN");
            assertThat(page.locator("body")).not().containsText(Pattern.compile("winner", Pattern.CASE_INSENSITIVE));
            browser.screenshot(page, "light");
            browser.top(page, 1130, "experiment");
            browser.assertAccessible(page);
            assertQuiet();
        }
    }

    /** How many pixels of the plot are not empty. */
    private static int paintedPixels(Locator metric) {
        return (int) metric.locator("canvas").evaluate("""
                canvas => {
                  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                  let painted = 0;
                  for (let i = 3; i < data.length; i += 4) { if (data[i] > 0) { painted++; } }
                  return painted;
                }""");
    }

    @Test
    void switchesShowTheOtherAnswerAndStayInTheAddress() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT);
            Locator units = metric(page, "revenue").locator("tbody tr td").first();
            assertThat(choice(page, "Matured")).hasAttribute("aria-pressed", "true");
            String matured = units.textContent();
            assertThat(metric(page, "revenue")).containsText("To date: +");

            choice(page, "To date").click();

            assertThat(choice(page, "To date")).hasAttribute("aria-pressed", "true");
            assertThat(units).not().hasText(matured);
            assertThat(metric(page, "revenue")).containsText("Matured: +");
            assertThat(metric(page, "revenue")).containsText("matured units decide");
            choice(page, "Crossed by first arm").click();
            assertThat(choice(page, "Crossed by first arm")).hasAttribute("aria-pressed", "true");
            page.reload();
            assertThat(choice(page, "To date")).hasAttribute("aria-pressed", "true");
            assertThat(choice(page, "Crossed by first arm")).hasAttribute("aria-pressed", "true");
        }
    }

    @Test
    void numbersChangeUnderThePageWithoutItsElementsBeingReplaced() {
        ReplaceableStats stats = new ReplaceableStats(scenes.later(0));
        try (RunningApi api = RunningApi.on(0, scenes.queries(stats))) {
            Page page = open(api, CHECKOUT);
            Locator units = metric(page, "revenue").locator("tbody tr td").first();
            metric(page, "revenue")
                    .locator("summary", new Locator.LocatorOptions().setHasText("All numbers"))
                    .click();
            String before = units.textContent();
            page.evaluate("document.querySelector('.metric table').mark = 'same'");

            stats.set(scenes.later(900));

            assertThat(units).not().hasText(before, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(page.evaluate("document.querySelector('.metric table').mark"))
                    .isEqualTo("same");
            assertThat(metric(page, "revenue").locator("details.numbers")).hasAttribute("open", "");
        }
    }

    @Test
    void anAlarmHidesLiftsUntilSomebodyInsists() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, ALARMED);
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("sample ratio");
            assertThat(page.locator(".lift")).hasCount(0);
            browser.screenshot(page, "alarm");
            browser.top(page, 780, "alarmed");
            browser.assertAccessible(page);

            button(page, "Show the numbers anyway").click();

            assertThat(page.locator(".lift")).hasCount(1);
            assertThat(page.locator(".unready")).hasCount(1);
            assertQuiet();
        }
    }

    @Test
    void theListFindsAndSortsAmongAThousand() {
        try (RunningApi api = serving(scenes.many(1_000))) {
            Page page = open(api, "");
            assertThat(page.locator("tbody tr").first()).containsText("experiment_0999");
            assertThat(page.locator("tbody tr")).hasCount(100);
            button(page, "Show all 1,000").click();
            assertThat(page.locator("tbody tr")).hasCount(1_000);
            page.getByRole(AriaRole.SEARCHBOX).fill("_0042");
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.getByRole(AriaRole.SEARCHBOX).fill("");
            button(page, "Experiment").first().click();
            assertThat(page.locator("tbody tr").first()).containsText("experiment_0000");
        }
    }

    @Test
    void theListNamesAlarms() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, "");
            assertThat(page.locator("tbody tr", new Page.LocatorOptions().setHasText(DashboardScenes.ALARMED)))
                    .containsText("sample ratio");
            assertThat(page.locator("tbody tr")).hasCount(3);
            browser.screenshot(page, "list");
            browser.assertAccessible(page);
            assertQuiet();
        }
    }

    @Test
    void darkIsReadableToo() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT, WIDE, ColorScheme.DARK);
            assertThat(metric(page, "revenue").locator("canvas")).isVisible(soon());
            browser.screenshot(page, "dark");
            browser.assertAccessible(page);
        }
    }

    @Test
    void aNarrowScreenHoldsEverything() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT, NARROW, ColorScheme.LIGHT);
            assertThat(metric(page, "revenue").locator("canvas")).isVisible(soon());
            assertFitsTheScreen(page);
            browser.screenshot(page, "narrow");
            page.navigate(page.url().replaceAll("#.*", "#data="));
            assertThat(title(page, "Where every record went")).isVisible(soon());
            assertFitsTheScreen(page);
        }
    }

    @Test
    void anEmptySystemSaysWhatToDo() {
        try (RunningApi api = serving(scenes.empty())) {
            Page page = open(api, "");
            assertThat(title(page, "Waiting for the first exposure")).isVisible(soon());
            assertThat(page.locator("main")).containsText("bin/quickstart");
            browser.screenshot(page, "empty");
            browser.assertAccessible(page);
        }
    }

    @Test
    void aPartialAnswerIsCalledPartial() {
        try (RunningApi api = serving(scenes.partial())) {
            Page page = open(api, CHECKOUT);
            assertThat(page.locator("#notice")).containsText("partition 1");
            assertThat(page.locator("#status")).containsText("Partial");
            browser.screenshot(page, "partial");
            browser.assertAccessible(page);
        }
    }

    @Test
    void theLedgerAddsUpAndShowsWhatWasRefused() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, "#data=");
            assertThat(title(page, "Where every record went")).isVisible(soon());
            Object sum = page.locator(".topic")
                    .first()
                    .locator(".stack span")
                    .evaluateAll("parts => parts.reduce((sum, part) => sum + Number(part.style.flexGrow), 0)");
            assertThat(sum).isEqualTo(52_340);
            page.locator("summary", new Page.LocatorOptions().setHasText("no_magic_byte"))
                    .click();
            assertThat(page.getByText("exposures, partition 0, offset 12")).isVisible();
            assertThat(page.getByText("3 minutes ahead: wrong")).isVisible();
            assertThat(page.getByText("17 records that they had to drop")).isVisible();
            browser.screenshot(page, "data");
            browser.assertAccessible(page);
            assertQuiet();
        }
    }

    @Test
    void whatANumberMeansIsAKeyAway() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT);
            Locator question = metric(page, "revenue")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("What does “lift” mean?"));
            Locator note = page.locator("#meaning-lift");
            assertThat(note).isHidden();
            question.focus();
            page.keyboard().press("Enter");
            assertThat(note).containsText("Fieller");
            browser.screenshot(page, "meaning");
            browser.assertAccessible(page);
            page.keyboard().press("Escape");
            assertThat(note).isHidden();
            assertThat(question).isFocused();
            assertQuiet();
        }
    }

    @Test
    void everyExplanationIsThereAndPointsToTheWholeText() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT);
            assertThat(title(page, DashboardScenes.CHECKOUT)).isVisible(soon());
            assertThat(page.evaluate("""
                            [...document.querySelectorAll("[popovertarget]")]
                              .filter(button => document.getElementById(button.getAttribute("popovertarget")) === null).length""")).isEqualTo(0);
            assertThat(page.locator("#meaning-lift a").getAttribute("href")).isEqualTo("assets/STATISTICS.md");
            assertThat(page.evaluate("fetch('assets/STATISTICS.md').then(answer => answer.text())"))
                    .asString()
                    .startsWith("# What the numbers mean");
        }
    }

    @Test
    void theSwitchesWorkByKeyboard() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT);
            choice(page, "To date").focus();
            page.keyboard().press("Space");
            assertThat(choice(page, "To date")).hasAttribute("aria-pressed", "true");
            assertThat(choice(page, "To date")).isFocused();
        }
    }

    @Test
    void unitsToDateAreShownAsLongAsNoneIsMatured() {
        try (RunningApi api = serving(scenes.young())) {
            Page page = open(api, CHECKOUT);
            assertThat(choice(page, "To date")).hasAttribute("aria-pressed", "true");
            assertThat(metric(page, "revenue").locator(".lift .value")).containsText("%");
        }
    }

    @Test
    void onPaperThereAreNoControls() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, CHECKOUT);
            assertThat(metric(page, "revenue").locator("canvas")).isVisible(soon());
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(choice(page, "To date")).isHidden();
            assertThat(page.getByText("Matured units, without crossed ones.")).isVisible();
            assertThat(metric(page, "revenue").locator(".lift .value")).isVisible();
            browser.screenshot(page, "print");
        }
    }

    @Test
    void theFirstPaintIsMeasuredWithAThousandExperiments() {
        try (RunningApi api = serving(scenes.many(1_000))) {
            double least = Double.MAX_VALUE;
            StringBuilder figures = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                Page page = open(api, "");
                assertThat(page.locator("tbody tr").first()).isVisible(soon());
                Object paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime");
                Object list = page.evaluate("performance.getEntriesByName('first-answer')[0].startTime");
                least = Math.min(least, ((Number) paint).doubleValue());
                figures.append("first paint after %s ms, first list after %s ms%n".formatted(paint, list));
            }
            browser.note("first-paint.txt", figures.toString());
            assertThat(least).isPositive().isLessThan(PATIENCE_MILLIS);
        }
    }

    @Test
    void aUserAndAnEventAreLookedUpByKeyboard() {
        try (RunningApi api = serving(scenes.shop())) {
            Page page = open(api, "#user=");
            page.getByLabel("userid").focus();
            page.keyboard().type(DashboardScenes.ANN);
            page.keyboard().press("Tab");
            page.keyboard().type(DashboardScenes.EVENT);
            page.keyboard().press("Enter");
            assertThat(page.getByText("purchase 0.3")).isVisible(soon());
            assertThat(page.getByText("it came after the first exposure")).isVisible();
            browser.screenshot(page, "user");
            browser.assertAccessible(page);
            assertQuiet();
        }
    }

    @Test
    void aHostileNameIsOnlyText() {
        try (RunningApi api = serving(scenes.hostile())) {
            Page page = open(api, "");
            page.locator("tbody a").click();
            assertThat(page.locator("h1")).hasText(DashboardScenes.HOSTILE);
            assertThat(page.locator(".metric h2")).hasText(DashboardScenes.HOSTILE);
            assertThat(page.evaluate("window.hurt === undefined")).isEqualTo(true);
            assertThat(page.locator("main img")).hasCount(0);
            assertQuiet();
        }
    }

    @Test
    void anOpenPageRecoversFromARestart() {
        ReplaceableStats stats = new ReplaceableStats(scenes.later(0));
        RunningApi first = RunningApi.on(0, scenes.queries(stats));
        int port = first.port();
        Page page = open(first, CHECKOUT);
        assertThat(page.locator("#status")).containsText("Live");
        String before = page.locator("tbody tr td").first().textContent();

        first.close();

        assertThat(page.locator("#status"))
                .containsText("No connection", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
        assertThat(page.locator("tbody tr td").first()).hasText(before);
        stats.set(scenes.later(500));
        try (RunningApi second = RunningApi.on(port, scenes.queries(stats))) {
            assertThat(second.port()).isEqualTo(port);
            assertThat(page.locator("#status"))
                    .containsText("Live", new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE_MILLIS));
            assertThat(page.locator("tbody tr td").first()).not().hasText(before);
            assertThat(page.locator("#notice")).isEmpty();
        }
    }

    @Test
    void aServerThatIsNotReadySaysWhy() {
        try (RunningApi api = RunningApi.on(0, scenes.queries(scenes.shop().notReady()))) {
            Page page = open(api, "");
            assertThat(page.locator("#notice")).containsText("The state is being restored.");
            assertThat(page.locator("#status")).containsText("Waiting");
        }
    }
}
