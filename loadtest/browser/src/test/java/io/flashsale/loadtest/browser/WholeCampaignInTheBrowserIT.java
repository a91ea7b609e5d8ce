package io.flashsale.loadtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator runs a campaign in the console while shoppers buy in the storefront. */
class WholeCampaignInTheBrowserIT {

    private static final double PATIENCE_MS = 60_000;
    private static final String ZONE = "Asia/Shanghai";

    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;
    private static URI gateway = URI.create("http://127.0.0.1");

    private final List<String> complaints = new ArrayList<>();
    private final String run = Long.toString(System.currentTimeMillis() % 10_000_000);
    private final String campaign = "Browser sale " + run;

    @BeforeAll
    static void findWhatIsNeeded() {
        Optional<Path> program = Surroundings.browser();
        assumeTrue(
                program.isPresent(),
                "No browser was found (Debian: apt-get install chromium; or set FLASHSALE_BROWSER), so the pages are not"
                        + " tested in one");
        Optional<URI> running = Surroundings.gateway();
        assumeTrue(
                running.isPresent(),
                "No platform is running (infra/flashsale up; or set FLASHSALE_GATEWAY_URL), so the pages are not tested in"
                        + " a browser");
        gateway = running.orElseThrow();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program.orElseThrow())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync",
                                "--no-first-run")));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
    }

    @AfterAll
    static void close() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @Test
    void anOperatorSellsAndShoppersBuy() {
        Page console = person(1280, 900, "en");
        signInToTheConsole(console);
        String id = createTheCampaign(console);
        prepareAndOpen(console);

        Page shopper = person(390, 844, "en");
        signIn(shopper, "Ann-" + run);
        buyWithADoubleClick(shopper);
        payFromTheWallet(shopper);
        giveBack(shopper);
        readInChinese(shopper);

        Page other = person(1280, 900, "en");
        signIn(other, "Bob-" + run);
        buyAfterALostConnection(other);

        watchLive(console, id);
        pauseResumeAndAppend(console, id);
        findTheOrder(console);
        lookAtTheDesks(console);
        stopAndSettle(console, id);

        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    private Page person(int width, int height, String locale) {
        BrowserContext context = java.util.Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale(locale)
                        .setTimezoneId(ZONE));
        Page page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator dialogButton(Page page, String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void go(Page page, String hash) {
        page.evaluate("hash => { location.hash = hash; }", hash);
        assertThat(page.locator("main[aria-busy]")).hasCount(0);
    }

    private void signInToTheConsole(Page page) {
        page.navigate(gateway + "/console");
        page.locator("main").getByRole(AriaRole.BUTTON).click();
        Screens.look(page, "console-sign-in");
        page.getByLabel("Operator's name").fill("olga-" + run);
        dialogButton(page, "Sign in").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Campaigns")))
                .isVisible();
    }

    private String createTheCampaign(Page page) {
        go(page, "#/campaigns/new");
        LocalDateTime now = LocalDateTime.now(ZoneId.of(ZONE)).truncatedTo(ChronoUnit.SECONDS);
        button(page, "Create as draft").click();
        assertThat(page.getByText("A campaign needs a name.")).isVisible();
        Screens.look(page, "console-new-campaign-faults");
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .first()
                .fill(campaign);
        page.getByLabel("Starts").fill(now.minusMinutes(1).toString());
        page.getByLabel("Ends").fill(now.plusHours(1).toString());
        page.getByLabel("SKU").fill("lamp-" + run);
        page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true))
                .nth(1)
                .fill("Desk lamp");
        page.getByLabel("Sale price").fill("9.90");
        page.getByLabel("List price").fill("5");
        assertThat(page.getByText("An amount, not below the sale price.")).isVisible();
        page.getByLabel("List price").fill("39.90");
        page.getByLabel("Units").fill("20");
        page.getByLabel("Limit per buyer").fill("2");
        Screens.look(page, "console-new-campaign");
        button(page, "Create as draft").click();
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(campaign)))
                .isVisible();
        return page.url().replaceAll(".*/", "");
    }

    private void prepareAndOpen(Page page) {
        button(page, "Schedule").click();
        button(page, "Warm up").click();
        assertThat(button(page, "Open")).isVisible();
        button(page, "Check everything").click();
        assertThat(page.getByText("Everything is ready for the next step.")).isVisible();
        Screens.look(page, "console-campaign-dry-run");
        button(page, "Open").click();
        dialogButton(page, "Open").click();
        assertThat(button(page, "Pause")).isVisible();
        Screens.look(page, "console-campaign");
        go(page, "#/");
        assertThat(page.getByText(campaign)).isVisible();
        Screens.look(page, "console-campaigns");
    }

    private void signIn(Page page, String name) {
        page.navigate(gateway + "/");
        assertThat(page.getByText(campaign)).isVisible();
        button(page, "Sign in").click();
        page.getByLabel("Your name").fill(name);
        dialogButton(page, "Sign in").click();
        assertThat(page.getByText(name)).isVisible();
    }

    private void openTheItem(Page page) {
        page.getByRole(AriaRole.ARTICLE)
                .filter(new Locator.FilterOptions().setHasText(campaign))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Desk lamp"))
                .click();
        assertThat(page.locator("#buy")).hasText(Pattern.compile("Buy now.*9\\.90"));
    }

    private void buyWithADoubleClick(Page page) {
        Screens.look(page, "store-campaigns-phone");
        openTheItem(page);
        Screens.look(page, "store-item-phone");
        // By keyboard: the button has a place in the tab order and answers to Enter, however often.
        page.locator("#buy").focus();
        page.locator("#buy").dblclick();
        assertThat(page.getByText("Yours!").first()).isVisible();
        Screens.look(page, "store-won-phone");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pay now"))
                .click();
        assertThat(page.getByText("Waiting for payment").first()).isVisible();
        go(page, "#/orders");
        assertThat(page.locator("tbody tr")).hasCount(1);
        Screens.look(page, "store-orders-phone");
    }

    private void payFromTheWallet(Page page) {
        page.locator("tbody a").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Pay from wallet")))
                .click();
        assertThat(page.getByText("Your wallet does not hold enough.")).isVisible();
        Screens.look(page, "store-order-phone");
        go(page, "#/account");
        button(page, "Top up").click();
        assertThat(page.locator("dd").first()).containsText("100");
        go(page, "#/orders");
        page.locator("tbody a").first().click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Pay from wallet")))
                .click();
        assertThat(page.locator("dl .tag")).hasText("Complete");
        Screens.look(page, "store-order-complete-phone");
        go(page, "#/account");
        assertThat(page.getByText("Earned")).isVisible();
        Screens.look(page, "store-account-phone");
    }

    private void giveBack(Page page) {
        go(page, "#/orders");
        page.locator("tbody a").first().click();
        button(page, "Give back and refund").click();
        dialogButton(page, "Yes").click();
        assertThat(page.locator("dl .tag")).hasText("Refunded");
    }

    private void readInChinese(Page page) {
        go(page, "#/");
        button(page, "中文").click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("活动")))
                .isVisible();
        Screens.look(page, "store-campaigns-chinese-phone");
    }

    /** The answer to the first try is lost after the platform gave it: the same key brings the same order. */
    private void buyAfterALostConnection(Page page) {
        openTheItem(page);
        Screens.look(page, "store-item");
        List<String> keys = new ArrayList<>();
        page.route("**/api/orders", route -> {
            if (!route.request().method().equals("POST")) {
                route.resume();
                return;
            }
            keys.add(route.request().headers().get("idempotency-key"));
            if (keys.size() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        page.locator("#buy").click();
        assertThat(page.getByText("Yours!").first()).isVisible();
        assertThat(keys).hasSizeGreaterThan(1);
        assertThat(keys.stream().distinct()).hasSize(1);
        go(page, "#/orders");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("tbody a").first().click();
        button(page, "Cancel order").click();
        dialogButton(page, "Yes").click();
        assertThat(page.locator("dl .tag")).hasText("Cancelled");
    }

    private void watchLive(Page page, String id) {
        go(page, "#/campaigns/" + id + "/live");
        assertThat(page.getByText("Stock, gate and ledger side by side").first())
                .isVisible();
        assertThat(page.getByText("order-service")).isVisible();
        Screens.look(page, "console-live");
        page.setViewportSize(390, 844);
        Screens.look(page, "console-live-phone");
        page.setViewportSize(1280, 900);
    }

    private void pauseResumeAndAppend(Page page, String id) {
        go(page, "#/campaigns/" + id);
        button(page, "Pause").click();
        button(page, "Resume").click();
        assertThat(button(page, "Pause")).isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Append units")))
                .click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Units").fill("5");
        dialogButton(page, "Append").click();
        assertThat(page.getByText("Say why.")).isVisible();
        page.getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("more were found");
        dialogButton(page, "Append").click();
        assertThat(page.getByText("APPEND of 5 units: DONE.").first()).isVisible();
    }

    private void findTheOrder(Page page) {
        go(page, "#/orders");
        page.getByLabel("Buyer").fill("Ann-" + run);
        button(page, "Find").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        Screens.look(page, "console-orders");
        page.locator("tbody a").first().click();
        assertThat(page.getByText("RESERVED")).isVisible();
        assertThat(page.locator("ol.timeline").getByText("FULFILLED")).isVisible();
        Screens.look(page, "console-order");
    }

    private void lookAtTheDesks(Page page) {
        go(page, "#/repair");
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("reward-service")))
                .isVisible();
        Screens.look(page, "console-repair");
        go(page, "#/limits");
        Screens.look(page, "console-limits");
        go(page, "#/audit");
        assertThat(page.getByText("/api/admin/campaigns").first()).isVisible();
        Screens.look(page, "console-audit");
    }

    private void stopAndSettle(Page page, String id) {
        go(page, "#/campaigns/" + id);
        button(page, "Stop the sale").click();
        dialogButton(page, "Stop the sale").click();
        button(page, "Settle").click();
        dialogButton(page, "Settle").click();
        assertThat(page.locator("dl .tag").first()).hasText("SETTLED");
        go(page, "#/campaigns/" + id + "/report");
        assertThat(page.getByText("Nothing oversold")).isVisible();
        assertThat(page.getByText("BROKEN")).hasCount(0);
        Screens.look(page, "console-report");
    }
}
