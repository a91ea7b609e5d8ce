package io.flashsale.loadtest.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.flashsale.launcher.stack.Folders;
import io.flashsale.loadtest.chaos.cell.Cell;
import io.flashsale.loadtest.chaos.cell.Cells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Documents name cells as what shows something; whoever renames a cell has to rename it there. */
class DocumentedCellsTest {

    private static final Pattern CELL = Pattern.compile("cell `([a-z0-9-]+)`|--cells ([a-z0-9-]+)");

    @Test
    void everyCellThatADocumentNamesIsInTheCatalogue() throws IOException {
        List<String> names = Cells.full().stream().map(Cell::name).toList();
        Path documents = Folders.current().root().resolve("infra/docs");
        for (String document : List.of("sagas.md", "faults.md")) {
            assertThat(CELL.matcher(Files.readString(documents.resolve(document)))
                            .results())
                    .as(document)
                    .isNotEmpty()
                    .allSatisfy(match ->
                            assertThat(names).contains(match.group(1) == null ? match.group(2) : match.group(1)));
        }
    }

    @Test
    void noTwoCellsHaveTheSameName() {
        assertThat(Cells.full()).extracting(Cell::name).doesNotHaveDuplicates();
    }
}
