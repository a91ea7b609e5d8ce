package io.flashsale.launcher.stack;

import io.flashsale.middleware.ManagedProcess;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people want to see of the stack, as a table. */
public final class StackReport {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** A row of the table. */
    private record Row(
            Component component, String state, @Nullable Long pid, long memoryMb) {}

    private final Folders folders;
    private final StackState stack;
    private final List<Row> rows;

    private StackReport(Folders folders, StackState stack, List<Row> rows) {
        this.folders = folders;
        this.stack = stack;
        this.rows = rows;
    }

    /** Looks at every component now. */
    public static StackReport of(Folders folders) {
        StackState stack = StackState.read(folders);
        Map<Port, Integer> ports = Stack.ports(stack);
        List<Row> rows = new ArrayList<>();
        for (Component component : Component.values()) {
            Optional<ManagedProcess> process = ManagedProcess.running(folders.place(component));
            if (process.isPresent()) {
                long pid = process.get().pid();
                String state = Health.answers(component, ports) ? "ready" : "not answering";
                rows.add(new Row(component, state, pid, ResidentMemory.ofProcess(pid)));
            } else {
                String state = stack.running(component).isPresent() ? "died" : "down";
                rows.add(new Row(component, state, null, 0));
            }
        }
        return new StackReport(folders, stack, rows);
    }

    /** Whether every component is ready. */
    public boolean isAllReady() {
        return rows.stream().allMatch(row -> row.state().equals("ready"));
    }

    /** The table and its sums, as lines for a terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "  %-20s %-14s %8s %9s  %-24s %s",
                "COMPONENT",
                "STATE",
                "PID",
                "MEMORY",
                "ADDRESS",
                "LOG"));
        for (Row row : rows) {
            lines.add(String.format(
                            Locale.ROOT,
                            "  %-20s %-14s %8s %9s  %-24s %s",
                            row.component().label(),
                            row.state(),
                            row.pid() == null ? "" : row.pid(),
                            row.memoryMb() == 0 ? "" : row.memoryMb() + " MiB",
                            row.pid() == null ? "" : address(row.component()),
                            row.state().equals("down") ? "" : log(row.component()))
                    .stripTrailing());
        }
        long total = rows.stream().mapToLong(Row::memoryMb).sum();
        long processes = rows.stream().filter(row -> row.pid() != null).count();
        lines.add(String.format(Locale.ROOT, "  %d processes, %.1f GiB of memory", processes, total / 1024.0));
        if (stack.readyAt() != null) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  Last full start: %s, ready after %.1f s",
                    WHEN.format(stack.readyAt().atZone(ZoneId.systemDefault())),
                    stack.startSeconds()));
        }
        return lines;
    }

    private String address(Component component) {
        int port = stack.port(Port.of(component).getFirst());
        return (component.kind() == Component.Kind.SERVICE ? "http://127.0.0.1:" : "127.0.0.1:") + port;
    }

    private String log(Component component) {
        Path log = folders.place(component).log();
        return folders.root().relativize(log).toString();
    }
}
