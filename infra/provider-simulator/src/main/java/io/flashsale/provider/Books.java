package io.flashsale.provider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The provider's own books: every trade, what was paid and what was given back. An entry is forced to the file before
 * anybody is told of it, and the file is replayed at start, so the books outlive a crash of the process.
 */
final class Books implements AutoCloseable {

    private final Clock clock;
    private final JsonMapper json;
    private final FileOutputStream file;
    private final Map<String, Trade> byTradeNo = new LinkedHashMap<>();
    private final Map<String, String> tradeNoByOutTradeNo = new LinkedHashMap<>();
    private long opened;
    private boolean closed;

    private Books(Clock clock, JsonMapper json, FileOutputStream file) {
        this.clock = clock;
        this.json = json;
        this.file = file;
    }

    /**
     * Opens the books kept in the given file, which is created if it is not there. A last line that a crash cut short
     * was never answered for; it is dropped.
     *
     * @throws UncheckedIOException if the file cannot be read or written
     * @throws IllegalStateException if a complete line is not an entry
     */
    static Books open(Path path, Clock clock, JsonMapper json) {
        try {
            Path parent = path.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            String text = Files.exists(path) ? Files.readString(path) : "";
            int complete = text.lastIndexOf('\n') + 1;
            if (complete < text.length()) {
                Files.writeString(path, text.substring(0, complete));
            }
            // Not a FileChannel: an interrupted thread would close it for all.
            Books books = new Books(clock, json, new FileOutputStream(path.toFile(), true));
            text.substring(0, complete).lines().forEach(books::replay);
            return books;
        } catch (IOException e) {
            throw new UncheckedIOException("The books at " + path + " cannot be opened.", e);
        }
    }

    /** Opens a trade; the same merchant number and amount again give the trade that is there. */
    synchronized Opening openTrade(
            String outTradeNo, String subject, long amount, @Nullable String notifyUrl, @Nullable Instant expiresAt) {
        Optional<Trade> known = byOutTradeNo(outTradeNo);
        if (known.isPresent()) {
            Trade trade = known.get();
            if (trade.paid()) {
                return new Opening.Refused("ACQ.TRADE_HAS_SUCCESS", "The trade has been paid.");
            }
            if (trade.statusAt(clock.instant()) == TradeStatus.TRADE_CLOSED) {
                return new Opening.Refused("ACQ.TRADE_HAS_CLOSE", "The trade has been closed.");
            }
            if (trade.amount() != amount) {
                return new Opening.Refused("ACQ.CONTEXT_INCONSISTENT", "The trade exists with another amount.");
            }
            return new Opening.Open(trade);
        }
        Instant now = clock.instant();
        String tradeNo = "%s%012d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(now, ZoneOffset.UTC)), opened + 1);
        record(new BookEntry.Opened(tradeNo, outTradeNo, subject, amount, notifyUrl, now, expiresAt));
        return new Opening.Open(trade(tradeNo));
    }

    /** The buyer pays. Empty if the trade is unknown or closed; paying twice takes money once. */
    synchronized Optional<Trade> pay(String tradeNo) {
        Trade trade = byTradeNo.get(tradeNo);
        if (trade == null) {
            return Optional.empty();
        }
        if (trade.paid()) {
            return Optional.of(trade);
        }
        if (trade.statusAt(clock.instant()) == TradeStatus.TRADE_CLOSED) {
            return Optional.empty();
        }
        record(new BookEntry.Paid(tradeNo, clock.instant()));
        return Optional.of(trade(tradeNo));
    }

    synchronized Closing close(String outTradeNo) {
        Optional<Trade> known = byOutTradeNo(outTradeNo);
        if (known.isEmpty()) {
            return new Closing.Refused("ACQ.TRADE_NOT_EXIST", "There is no such trade.");
        }
        Trade trade = known.get();
        if (trade.paid()) {
            return new Closing.Refused("ACQ.TRADE_STATUS_ERROR", "A paid trade is refunded, not closed.");
        }
        if (trade.status() == TradeStatus.WAIT_BUYER_PAY) {
            record(new BookEntry.Closed(trade.tradeNo(), clock.instant()));
        }
        return new Closing.Closed(trade(trade.tradeNo()));
    }

    /** Gives money back once per request number, and never more than was paid. */
    synchronized Refunding refund(String outTradeNo, String outRequestNo, long amount) {
        Optional<Trade> known = byOutTradeNo(outTradeNo);
        if (known.isEmpty()) {
            return new Refunding.Refused("ACQ.TRADE_NOT_EXIST", "There is no such trade.");
        }
        Trade trade = known.get();
        Trade.Repayment earlier = trade.refunds().get(outRequestNo);
        if (earlier != null) {
            return earlier.amount() == amount
                    ? new Refunding.Done(trade, false)
                    : new Refunding.Refused(
                            "ACQ.DISCORDANT_REPEAT_REQUEST", "The request number was used for another amount.");
        }
        if (!trade.paid()) {
            return new Refunding.Refused("ACQ.TRADE_STATUS_ERROR", "The trade has not been paid.");
        }
        if (amount > trade.amount() - trade.refunded()) {
            return new Refunding.Refused("ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "The refund exceeds what was paid.");
        }
        record(new BookEntry.Refunded(trade.tradeNo(), outRequestNo, amount, clock.instant()));
        return new Refunding.Done(trade(trade.tradeNo()), true);
    }

    synchronized void acknowledge(String tradeNo) {
        Trade trade = byTradeNo.get(tradeNo);
        if (!closed && trade != null && !trade.acknowledged()) {
            record(new BookEntry.Acknowledged(tradeNo, clock.instant()));
        }
    }

    synchronized Optional<Trade> byTradeNo(String tradeNo) {
        return Optional.ofNullable(byTradeNo.get(tradeNo));
    }

    synchronized Optional<Trade> byOutTradeNo(String outTradeNo) {
        return Optional.ofNullable(tradeNoByOutTradeNo.get(outTradeNo)).map(byTradeNo::get);
    }

    synchronized List<Trade> trades() {
        return List.copyOf(byTradeNo.values());
    }

    /** Paid trades the merchant has not acknowledged: their notifications are still owed. */
    synchronized List<Trade> unacknowledged() {
        return byTradeNo.values().stream()
                .filter(trade -> trade.paid() && !trade.acknowledged() && trade.notifyUrl() != null)
                .toList();
    }

    @Override
    public synchronized void close() {
        closed = true;
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(BookEntry entry) {
        byte[] line = (json.writerFor(BookEntry.class).writeValueAsString(entry) + "\n").getBytes(UTF_8);
        try {
            file.write(line);
            file.getFD().sync();
        } catch (IOException e) {
            throw new UncheckedIOException("The books cannot be written.", e);
        }
        apply(entry);
    }

    private void replay(String line) {
        try {
            apply(json.readValue(line, BookEntry.class));
        } catch (JacksonException e) {
            throw new IllegalStateException("The books hold a line that is no entry: " + line, e);
        }
    }

    private void apply(BookEntry entry) {
        switch (entry) {
            case BookEntry.Opened it -> {
                opened++;
                tradeNoByOutTradeNo.put(it.outTradeNo(), it.tradeNo());
                byTradeNo.put(
                        it.tradeNo(),
                        new Trade(
                                it.tradeNo(),
                                it.outTradeNo(),
                                it.subject(),
                                it.amount(),
                                it.notifyUrl(),
                                it.at(),
                                it.expiresAt(),
                                TradeStatus.WAIT_BUYER_PAY,
                                null,
                                Map.of(),
                                false));
            }
            case BookEntry.Paid it ->
                byTradeNo.put(it.tradeNo(), trade(it.tradeNo()).asPaid(it.at()));
            case BookEntry.Closed it ->
                byTradeNo.put(it.tradeNo(), trade(it.tradeNo()).asClosed());
            case BookEntry.Refunded it ->
                byTradeNo.put(it.tradeNo(), trade(it.tradeNo()).withRefund(it.outRequestNo(), it.amount(), it.at()));
            case BookEntry.Acknowledged it ->
                byTradeNo.put(it.tradeNo(), trade(it.tradeNo()).asAcknowledged());
        }
    }

    private Trade trade(String tradeNo) {
        Trade trade = byTradeNo.get(tradeNo);
        if (trade == null) {
            throw new IllegalStateException("The books name a trade they never opened: " + tradeNo);
        }
        return trade;
    }

    /** What came of opening a trade. */
    sealed interface Opening {
        record Open(Trade trade) implements Opening {}

        record Refused(String code, String detail) implements Opening {}
    }

    /** What came of closing a trade. */
    sealed interface Closing {
        record Closed(Trade trade) implements Closing {}

        record Refused(String code, String detail) implements Closing {}
    }

    /** What came of a refund; {@code moved} is false where the same request had been carried out before. */
    sealed interface Refunding {
        record Done(Trade trade, boolean moved) implements Refunding {}

        record Refused(String code, String detail) implements Refunding {}
    }
}
