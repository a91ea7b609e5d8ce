package io.flashsale.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flashsale.launcher.command.BenchCommand.Name;
import io.flashsale.launcher.stack.LauncherProblem;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class BenchCommandTest {

    private final BenchCommand command = new BenchCommand();
    private final CommandLine line =
            new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).setUsageHelpWidth(160);

    @Test
    void allIsEveryOtherBenchmarkOnce() {
        assertThat(Name.ALL.each())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Name.values())
                        .filter(name -> name != Name.ALL)
                        .toList());
    }

    @Test
    void aChartOfABenchmarkThatDrawsNoneIsRefused() {
        line.parseArgs("gateway", "--chart", "chart.svg");

        assertThatThrownBy(command::call).isInstanceOf(LauncherProblem.class).hasMessageContaining("--chart");
    }

    @Test
    void aCurveWithoutTheArmItIsOfIsRefused() {
        line.parseArgs("admission", "--curve", "--arms", "L2,B2");

        assertThatThrownBy(command::call).isInstanceOf(LauncherProblem.class).hasMessageContaining("L3");
    }

    @Test
    void everyBenchmarkAndEveryOptionIsExplained() {
        String help = line.getUsageMessage();

        assertThat(help).contains("admission, gateway, checkout, scale, all");
        for (Name name : Name.values()) {
            assertThat(help).containsPattern("(?m)^  " + name + " +\\S");
        }
        assertThat(line.getCommandSpec().options())
                .extracting(OptionSpec::description)
                .allSatisfy(description -> assertThat(description).isNotEmpty());
    }
}
