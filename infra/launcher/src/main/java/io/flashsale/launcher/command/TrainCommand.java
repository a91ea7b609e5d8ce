package io.flashsale.launcher.command;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.launcher.stack.Training;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code flashsale train}, which {@code up} runs in the background. */
@Command(name = "train", hidden = true, description = "Makes the next start of this build faster.")
public final class TrainCommand implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        Training.run(Folders.current());
        return 0;
    }
}
