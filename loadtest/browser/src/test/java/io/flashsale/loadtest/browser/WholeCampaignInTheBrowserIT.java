package io.flashsale.loadtest.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Media;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An operator runs a campaign in the console while shoppers buy in the storefront. */
class WholeCampaignInTheBrowserIT {

    private static final double PATIENCE_MS = 30_000;
    private static final String ZONE = "Asia/Shanghai";

    private static @Nullable Playwright playwright;
    private static @Nullable Browser browser;
    private static URI gateway = URI.create("http://127.0.0.1");

    private final List<String> complaints = new ArrayList<>();
    private final Screens screens = new Screens();
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
        Page console = person(1280, 900);
        signInToTheConsole(console);
        String id = createTheCampaign(console);
        prepareAndOpen(console);

        Page ann = person(1280, 900);
        signIn(ann, "Ann-" + run);
        buyWithADoubleClick(ann);
        payFromTheWallet(ann);
        giveBack(ann);
        readInChinese(ann);

        Page bob = person(1280, 900);
        signIn(bob, "Bob-" + run);
        recoverFromALostConnection(bob);
        buyAfterALostAnswer(bob);
        payAtTheProvider(bob);

        watchLive(console, id);
        pauseResumeAndAppend(console, id);
        findTheOrder(console);
        lookAtTheDesks(console);
        stopAndSettle(console, id);

        screens.assertFaultless();
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    @Test
    void theButtonSaysWhatCanBeDone() {
        Sales sales = new Sales(gateway);
        String soon = sales.open("Soon " + run, "Kettle " + run, 5, Duration.ofHours(1));
        String last = sales.open("Last one " + run, "Mug " + run, 1, Duration.ofMinutes(-1));

        Page ann = person(1280, 900);
        page(ann, "/#/campaigns/" + soon + "/kettle-" + run);
        assertThat(ann.locator("#buy")).hasText(Pattern.compile("Opens in 00:59.*"));
        assertThat(ann.locator("#buy")).hasAttribute("aria-disabled", "true");
        screens.look(ann, "store-item-before");

        page(ann, "/#/campaigns/" + last + "/mug-" + run);
        assertThat(ann.locator("#buy")).hasText("Sign in to buy");
        ann.locator("#buy").press("Enter");
        ann.getByLabel("Your name").fill("Ann-" + run);
        ann.getByLabel("Your name").press("Enter");
        assertThat(ann.locator("#buy")).hasText(Pattern.compile("Buy now.*"));

        Page bob = person(1280, 900);
        page(bob, "/#/campaigns/" + last + "/mug-" + run);
        assertThat(bob.locator("#buy")).hasText("Sign in to buy");

        // By keyboard alone, and as impatient as people are.
        ann.locator("#buy").focus();
        ann.keyboard().press("Enter");
        ann.keyboard().press("Enter");
        ann.keyboard().press("Space");
        assertThat(ann.locator("#answer .note.good")).containsText("Yours!");
        assertThat(ann.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pay now")))
                .isFocused();
        go(ann, "#/orders");
        assertThat(ann.locator("tbody tr")).hasCount(1);

        // Whoever waits on the page sees it, without doing anything.
        assertThat(bob.locator("#buy")).hasText("Sold out");
        screens.look(bob, "store-item-sold-out");

        screens.assertFaultless();
        assertThat(complaints).as("errors in the browser's console").isEmpty();
    }

    private Page person(int width, int height) {
        BrowserContext context = Objects.requireNonNull(browser)
                .newContext(new Browser.NewContextOptions()
                        .setViewportSize(width, height)
                        .setLocale("en")
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

    private static Locator buttonLike(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile(name)));
    }

    private static Locator dialogButton(Page page, String name) {
        return page.getByRole(AriaRole.DIALOG)
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static void page(Page page, String path) {
        page.navigate(gateway + path);
        assertThat(page.locator("main[aria-busy]")).hasCount(0);
    }

    private static void go(Page page, String hash) {
        page.evaluate("""
                hash => location.hash === hash || new Promise((done) => {
                  addEventListener("hashchange", done, { once: true });
                  location.hash = hash;
                })""", hash);
        assertThat(page.locator("main[aria-busy]")).hasCount(0);
    }

    private void signInToTheConsole(Page page) {
        page(page, "/console");
        page.locator("main").getByRole(AriaRole.BUTTON).click();
        assertThat(heading(page, "Sign in")).isVisible();
        screens.look(page, "console-sign-in");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        page.locator("main").getByRole(AriaRole.BUTTON).press("Enter");
        page.getByLabel("Operator's name").fill("olga-" + run);
        page.getByLabel("Operator's name").press("Enter");
        assertThat(heading(page, "Campaigns")).isVisible();
    }

    private String createTheCampaign(Page page) {
        go(page, "#/campaigns/new");
        LocalDateTime now = LocalDateTime.now(ZoneId.of(ZONE)).truncatedTo(ChronoUnit.SECONDS);
        button(page, "Create as draft").press("Enter");
        assertThat(page.getByText("A campaign needs a name.")).isVisible();
        screens.look(page, "console-create-faults");
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
        screens.look(page, "console-create");
        button(page, "Create as draft").click();
        assertThat(heading(page, campaign)).isVisible();
        return page.url().replaceAll(".*/", "");
    }

    private void prepareAndOpen(Page page) {
        button(page, "Schedule").click();
        button(page, "Warm up").click();
        assertThat(button(page, "Open")).isVisible();
        button(page, "Check everything").click();
        assertThat(page.getByText("Everything is ready for the next step.")).isVisible();
        screens.look(page, "console-checklist");
        button(page, "Open").click();
        assertThat(heading(page, "Open this sale?")).isVisible();
        screens.lookAsIs(page, "console-open");
        dialogButton(page, "Open").press("Enter");
        assertThat(button(page, "Pause")).isVisible();
        screens.look(page, "console-campaign");
        go(page, "#/");
        assertThat(page.getByText(campaign)).isVisible();
        screens.look(page, "console-campaigns");
    }

    private void signIn(Page page, String name) {
        page(page, "/");
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
        screens.look(page, "store-campaigns");
        openTheItem(page);
        screens.look(page, "store-item-during");
        page.locator("#buy").dblclick();
        assertThat(page.locator("#answer .note.good")).containsText("Yours!");
        assertThat((String) page.evaluate("() => String(getSelection())")).isEmpty();
        screens.look(page, "store-won");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pay now"))
                .click();
        assertThat(page.getByText("Waiting for payment").first()).isVisible();
        go(page, "#/orders");
        assertThat(page.locator("tbody tr")).hasCount(1);
        screens.look(page, "store-orders");
    }

    private void payFromTheWallet(Page page) {
        page.locator("tbody a").first().click();
        buttonLike(page, "Pay from wallet").click();
        assertThat(page.getByText("Your wallet does not hold enough.")).isVisible();
        screens.look(page, "store-payment");
        go(page, "#/account");
        button(page, "Top up").click();
        assertThat(page.locator("dd").first()).containsText("100");
        go(page, "#/orders");
        page.locator("tbody a").first().click();
        buttonLike(page, "Pay from wallet").click();
        assertThat(page.locator("dl .tag")).hasText("Complete");
        screens.look(page, "store-order");
        go(page, "#/account");
        assertThat(page.getByText("Earned")).isVisible();
        screens.look(page, "store-account");
    }

    private void giveBack(Page page) {
        go(page, "#/orders");
        page.locator("tbody a").first().click();
        button(page, "Give back and refund").click();
        screens.lookAsIs(page, "store-refund-question");
        dialogButton(page, "Yes").click();
        assertThat(page.locator("dl .tag")).hasText("Refunded");
        screens.look(page, "store-refund");
    }

    private void readInChinese(Page page) {
        go(page, "#/");
        button(page, "中文").click();
        assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
        assertThat(heading(page, "活动")).isVisible();
        assertThat(page.getByText(campaign)).isVisible();
        screens.look(page, "store-campaigns-chinese");
        go(page, "#/orders");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("tbody a").first().click();
        assertThat(page.locator("dl .tag")).hasText("已退款");
        screens.look(page, "store-order-chinese");
    }

    /** The page says that nobody answers, and goes on by itself when somebody does. */
    private void recoverFromALostConnection(Page page) {
        openTheItem(page);
        page.context().setOffline(true);
        assertThat(page.getByText("There was no answer. Check your connection."))
                .isVisible();
        screens.lookAsIs(page, "store-offline");
        page.context().setOffline(false);
        assertThat(page.getByText("At most 2 per person")).isVisible();
        go(page, "#/");
        assertThat(page.getByText(campaign)).isVisible();
    }

    /** The answer to the first try is lost after the platform gave it: the same key brings the same order. */
    private void buyAfterALostAnswer(Page page) {
        openTheItem(page);
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
        assertThat(page.locator("#answer .note.good")).containsText("Yours!");
        assertThat(keys).hasSizeGreaterThan(1);
        assertThat(keys.stream().distinct()).hasSize(1);
        go(page, "#/orders");
        assertThat(page.locator("tbody tr")).hasCount(1);
        page.locator("tbody a").first().click();
        button(page, "Cancel order").click();
        dialogButton(page, "Yes").click();
        assertThat(page.locator("dl .tag")).hasText("Cancelled");
        screens.look(page, "store-order-cancelled");
    }

    private void payAtTheProvider(Page page) {
        go(page, "#/");
        openTheItem(page);
        page.locator("#buy").press("Enter");
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Pay now"))
                .press("Enter");
        button(page, "Pay at the payment provider").click();
        Locator link = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Open the payment page"));
        assertThat(link).isVisible();
        screens.look(page, "store-payment-provider");
        Page cashier = page.waitForPopup(link::click);
        cashier.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Pay"))
                .click();
        cashier.close();
        assertThat(page.locator("dl .tag")).hasText("Complete");
    }

    private void watchLive(Page page, String id) {
        go(page, "#/campaigns/" + id + "/live");
        assertThat(page.getByText("Stock, gate and ledger side by side").first())
                .isVisible();
        assertThat(page.getByText("From visit to payment").first()).isVisible();
        assertThat(row(page, "Visitors")).containsText("2");
        assertThat(row(page, "Won")).containsText("4");
        assertThat(row(page, "Paid")).containsText("1");
        assertThat(page.getByText("order-service")).isVisible();
        screens.look(page, "console-live");
    }

    private static Locator row(Page page, String begin) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.CELL,
                                new Page.GetByRoleOptions().setName(begin).setExact(true))))
                .first();
    }

    private void pauseResumeAndAppend(Page page, String id) {
        go(page, "#/campaigns/" + id);
        button(page, "Pause").click();
        button(page, "Resume").click();
        assertThat(button(page, "Pause")).isVisible();
        buttonLike(page, "Append units").click();
        page.getByRole(AriaRole.DIALOG).getByLabel("Units").fill("5");
        dialogButton(page, "Append").click();
        assertThat(page.getByText("Say why.")).isVisible();
        screens.lookAsIs(page, "console-append");
        page.getByRole(AriaRole.DIALOG).getByLabel("Reason").fill("more were found");
        dialogButton(page, "Append").click();
        assertThat(page.getByText("APPEND of 5 units: DONE.").first()).isVisible();
    }

    private void findTheOrder(Page page) {
        go(page, "#/orders");
        page.getByLabel("Buyer").fill("Ann-" + run);
        button(page, "Find").click();
        assertThat(page.locator("tbody tr")).hasCount(1);
        screens.look(page, "console-orders");
        page.locator("tbody a").first().click();
        assertThat(page.getByText("RESERVED")).isVisible();
        for (String happened : List.of("FULFILLED", "CAPTURED", "GRANT", "MONEY_BACK", "REVERSAL")) {
            assertThat(page.locator("ol.timeline strong")
                            .getByText(happened, new Locator.GetByTextOptions().setExact(true))
                            .first())
                    .isVisible();
        }
        screens.look(page, "console-order");
    }

    private void lookAtTheDesks(Page page) {
        plantTrouble(page);
        go(page, "#/repair");
        assertThat(heading(page, "reward-service")).isVisible();
        screens.look(page, "console-repair-messages");
        button(page, "Inspect message 7").click();
        assertThat(heading(page, "Message 7")).isVisible();
        screens.look(page, "console-repair-message");
        dialogButton(page, "Discard …").click();
        assertThat(page.getByText("never hears it")).isVisible();
        screens.lookAsIs(page, "console-repair-discard");
        page.keyboard().press("Escape");
        go(page, "#/repair/sagas");
        button(page, "Resume fulfil-order-4711").click();
        assertThat(page.getByText("It goes on at GrantPoints.")).isVisible();
        page.keyboard().press("Escape");
        screens.look(page, "console-repair-sagas");
        go(page, "#/repair/books");
        assertThat(heading(page, "inventory-service")).isVisible();
        screens.look(page, "console-repair-books");
        go(page, "#/repair/gates");
        buttonLike(page, "Rebuild the gate of lamp-" + run).click();
        assertThat(page.getByText("Then it opens under epoch")).isVisible();
        screens.lookAsIs(page, "console-repair-rebuild");
        dialogButton(page, "Rebuild").click();
        assertThat(page.getByText("The gate was rebuilt.").first()).isVisible();
        screens.look(page, "console-repair-gates");
        go(page, "#/limits");
        assertThat(page.getByText("Quotas of all gateways together").first()).isVisible();
        screens.look(page, "console-limits");
        go(page, "#/audit");
        assertThat(page.getByText("/api/admin/campaigns").first()).isVisible();
        screens.look(page, "console-audit");
    }

    /** There is seldom trouble when somebody wants to look at it: these answers are made up in the browser. */
    private static void plantTrouble(Page page) {
        String message = """
                {"id":"7","status":"PARKED","group":"reward-service_grant-points","topic":"order-events","tag":"OrderPaid",
                 "key":"728193846501","errorClass":"java.lang.IllegalStateException","errorMessage":"No rule is in force",
                 "attempts":5,"firstFailedAt":"2026-01-01T10:00:00Z","lastFailedAt":"2026-01-01T10:04:31Z",
                 "parkedAt":"2026-01-01T10:04:31Z","traceId":"4bf92f3577b34da6a3ce929d0e0e4736",
                 "payload":"{\\"orderId\\":\\"728193846501\\",\\"amount\\":990,\\"currency\\":\\"CNY\\"}"}""";
        answer(page, "**/api/admin/rewards/parked-messages?*", "{\"items\":[" + message + "]}");
        answer(page, "**/api/admin/rewards/parked-messages/7", message);
        answer(page, "**/api/admin/orders/stuck", """
                {"sagas":[{"key":"fulfil-order-4711","startedAt":"2026-01-01T10:00:00Z","heardOfAt":"2026-01-01T10:04:31Z",
                 "step":"GrantPoints","failure":"No answer from reward-service to PUT /internal/points/grants/4711"}],
                 "checkouts":[]}""");
        answer(page, "**/api/admin/orders/refunds", """
                [{"orderId":"4712","requestedBy":"olga","decidedBy":null,"failures":0,"lastFailure":null,"refund":
                 {"refundId":"order-4712","quantity":2,"amount":{"amount":880000,"currency":"CNY"},"points":0,"coupon":false,
                  "status":"AWAITING_APPROVAL","reason":"REQUESTED","requestedAt":"2026-01-01T10:00:00Z"}}]""");
        answer(page, "**/api/admin/payments/reconciliations/cases", """
                [{"id":12,"runId":3,"day":"2026-01-01","kind":"AMOUNT","between":"STATEMENT","subject":"728193846501",
                 "ours":990,"theirs":991,"detail":"captured another amount than we asked for"}]""");
        answer(page, "**/api/admin/payments/reconciliations", """
                [{"id":3,"day":"2026-01-01","status":"DONE","requestedBy":"schedule","lines":1204,"failure":null,
                 "startedAt":"2026-01-02T02:00:00Z","endedAt":"2026-01-02T02:00:04Z","differences":3,"repaired":2,
                 "openCases":1}]""");
    }

    private static void answer(Page page, String url, String json) {
        page.route(
                url,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("application/json")
                        .setBody(json)));
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
        assertThat(page.getByText("Points").first()).isVisible();
        assertThat(page.getByText("BROKEN")).hasCount(0);
        screens.look(page, "console-report");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        screens.lookAsIs(page, "console-report-print");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        Download download = page.waitForDownload(button(page, "Download CSV")::click);
        assertThat(download.suggestedFilename()).isEqualTo("campaign-" + id + ".csv");
    }
}
