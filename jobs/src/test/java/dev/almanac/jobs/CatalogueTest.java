package dev.almanac.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.almanac.common.contract.Table;
import dev.almanac.common.job.JobSpec;
import dev.almanac.common.job.Task;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The explicit lists hold everything that is declared, and the declarations fit together. */
class CatalogueTest {
    @Test
    void everyDeclaredTableIsListed() throws IllegalAccessException {
        var declared = new ArrayList<Table>();
        for (var subject : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.almanac.jobs.tables")) {
            declared.addAll(tablesOf(subject));
        }
        assertThat(declared).isNotEmpty();
        assertThat(Tables.ALL).containsAll(declared).doesNotHaveDuplicates();
    }

    @Test
    void everyJobIsListed() {
        var written = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.almanac.jobs")
                        .stream()
                        .filter(type -> type.isAssignableTo(Task.class) && !type.isInterface())
                        .map(JavaClass::getName)
                        .toList();
        var listed = Jobs.ALL.stream().map(job -> job.getClass().getName()).toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void namesAreUnique() {
        assertThat(Tables.ALL.stream().map(Table::name)).doesNotHaveDuplicates();
        assertThat(Jobs.ALL.stream().map(job -> job.spec().name())).doesNotHaveDuplicates();
    }

    /** The promise of freshness is its owner's to keep, so the owner must exist and write the table. */
    @Test
    void everyTableIsWrittenByItsOwner() {
        for (var table : Tables.ALL) {
            if (table.owner().equals("runner")) {
                continue;
            }
            assertThat(Jobs.ALL.stream()
                            .map(Task::spec)
                            .filter(spec -> spec.name().equals(table.owner())))
                    .as("the owner of %s", table.name())
                    .singleElement()
                    .satisfies(owner -> assertThat(owner.writes()).contains(table));
        }
    }

    @Test
    void everythingAJobNamesIsListed() {
        for (var job : Jobs.ALL) {
            assertThat(Tables.ALL)
                    .as("tables of %s", job.spec().name())
                    .containsAll(job.spec().writes());
            assertThat(Tables.ALL)
                    .as("tables of %s", job.spec().name())
                    .containsAll(
                            job.spec().reads().stream().map(JobSpec.Read::table).toList());
        }
    }

    private static List<Table> tablesOf(JavaClass subject) throws IllegalAccessException {
        var tables = new ArrayList<Table>();
        for (var field : Arrays.stream(subject.reflect().getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Table.class)
                .toList()) {
            tables.add((Table) field.get(null));
        }
        return tables;
    }
}
