package dev.almanac.benchmarks.occupations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.almanac.benchmarks.Shell;
import dev.almanac.common.testing.SharedSpark;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Occupations are alike by what is written of them: their descriptions, skills that matter, and tools. */
class OccupationsTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void files() throws IOException {
        SharedSpark.session();
        write("occupations.csv.gz", """
                occupation,title,job_zone,description
                1,Bakers,2,"Bake bread, cakes and pastry."
                2,Cooks,2,"Cook soup, and bake bread."
                3,Welders,2,Join metal parts by heat.
                4,Solderers,2,Join metal parts with solder.
                5,Poets,4,Write.
                """);
        write("skills.csv.gz", """
                occupation,kind,name,importance,level
                1,skill,Tasting,4,4
                2,skill,Tasting,3,4
                3,skill,Tasting,2.9,1
                """);
        write("technology.csv.gz", """
                occupation,technology,category,hot,in_demand
                3,Torch,Tools,N,N
                4,Torch,Tools,N,N
                """);
    }

    private static void write(String name, String text) throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Shell run(Path data, String... more) {
        var arguments = new ArrayList<>(List.of("benchmark", "occupations", "--data=" + data));
        arguments.add("--set=logging.directory=" + folder.resolve("logs"));
        arguments.addAll(List.of(more));
        return Shell.run(arguments.toArray(String[]::new));
    }

    @Test
    void whatReadsAlikeIsListedAndNothingElse() throws IOException {
        var file = folder.resolve("result.json");
        var shell = run(folder, "--like=Bakers", "--like=Welders", "--like=Poets", "--json=" + file);
        assertThat(shell.exitCode()).as(shell.err()).isZero();
        var rows = new ObjectMapper().readTree(file.toFile()).get("rows");
        assertThat(rows.findValuesAsText("title")).containsExactly("Bakers", "Cooks", "Welders", "Solderers", "Poets");
        assertThat(rows.get(0).get("alike").get(0).get("score").asDouble()).isBetween(0.1, 1.0);
        assertThat(shell.out()).contains("Bakers: Cooks ", "Welders: Solderers ", "Poets: ");
    }

    @Test
    void anUnknownOccupationIsToldTheNearest() {
        var shell = run(folder, "--like=Baker");
        assertThat(shell.exitCode()).isEqualTo(2);
        assertThat(shell.err()).contains("no occupation has this title", "did you mean 'Bakers'?");
    }

    @Test
    void aMissingFileIsNamed(@TempDir Path empty) {
        var shell = run(empty);
        assertThat(shell.exitCode()).isEqualTo(3);
        assertThat(shell.err()).contains("there is no " + empty.resolve("skills.csv.gz"));
    }
}
