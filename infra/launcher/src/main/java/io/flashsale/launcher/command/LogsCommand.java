package io.flashsale.launcher.command;

import io.flashsale.launcher.stack.Component;
import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.LauncherProblem;
import io.flashsale.middleware.LogTail;
import io.flashsale.middleware.Poll;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code flashsale logs} */
@Command(
        name = "logs",
        description = "Prints the end of a component's log, and follows it with -f.",
        mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

    private static final Duration LOOK_AGAIN = Duration.ofDays(1);

    @Option(
            names = {"-f", "--follow"},
            description = "Go on printing what is added, over restarts of the component, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "COUNT",
            description = "How many lines to begin with. Default: ${DEFAULT-VALUE}.",
            defaultValue = "50")
    private int lines;

    @Parameters(paramLabel = "NAME", description = "Such as order, broker, or build for the last build.")
    private String name = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Folders folders = Folders.current();
        String file = name.equals("build") ? name : Component.named(name).label();
        Path log = folders.logs().resolve(file + ".log");
        if (!Files.exists(log)) {
            throw new LauncherProblem("There is no log of " + file + " yet: " + log);
        }
        LogTail.of(log, lines).forEach(System.out::println);
        if (follow) {
            follow(log);
        }
        return 0;
    }

    private static void follow(Path log) throws IOException, InterruptedException {
        long[] position = {Files.size(log)};
        while (Poll.until(() -> Files.exists(log) && log.toFile().length() != position[0], LOOK_AGAIN)) {
            try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
                long from = file.length() < position[0] ? 0 : position[0];
                byte[] added = new byte[(int) Math.min(1 << 20, file.length() - from)];
                file.seek(from);
                file.readFully(added);
                System.out.write(added);
                System.out.flush();
                position[0] = from + added.length;
            }
        }
    }
}
