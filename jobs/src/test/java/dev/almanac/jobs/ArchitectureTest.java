package dev.almanac.jobs;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.DataFrameWriter;
import org.apache.spark.sql.Dataset;

/** What may know of what. Each rule keeps a change of one part from reaching the others. */
@AnalyzeClasses(packages = "dev.almanac", importOptions = ArchitectureTest.NoTests.class)
class ArchitectureTest {
    /** Tests stand in test-classes or, once common is packaged, in its test-jar. */
    static final class NoTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return new DoNotIncludeTests().includes(location) && !location.contains("-tests.jar");
        }
    }

    /** A feature is what its package holds; what features share is declared in jobs.tables. */
    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHER = slices().matching("dev.almanac.jobs.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(DescribedPredicate.alwaysTrue(), resideInAPackage("dev.almanac.jobs.tables.."))
            .ignoreDependency(resideInAPackage("dev.almanac.jobs.cli.."), DescribedPredicate.alwaysTrue())
            .because("a feature can be added, changed and removed alone");

    /** Each package is a slice of its own, a folder and the folders in it too. {@code Main} only puts them together. */
    @ArchTest
    static final ArchRule ARROWS_BETWEEN_PACKAGES_GO_ONE_WAY = slices().matching("dev.almanac.(**)")
            .should()
            .beFreeOfCycles()
            .ignoreDependency(is(Main.class), DescribedPredicate.alwaysTrue())
            .because("what lies below can be read, tested and changed without what lies above");

    @ArchTest
    static final ArchRule COMMON_KNOWS_NO_JOB = noClasses()
            .that()
            .resideInAPackage("dev.almanac.common..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.almanac.jobs..");

    @ArchTest
    static final ArchRule TABLE_DECLARATIONS_ARE_ONLY_DATA = noClasses()
            .that()
            .resideInAPackage("dev.almanac.jobs.tables..")
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.almanac.common.lake..", "dev.almanac.common.run.."));

    @ArchTest
    static final ArchRule ONLY_THE_LAKE_TOUCHES_DELTA = noClasses()
            .that()
            .resideOutsideOfPackage("dev.almanac.common.lake..")
            .and()
            .resideOutsideOfPackage("dev.almanac.benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.delta..", "org.apache.spark.sql.delta..");

    /** Ingest reads source files, the generator writes its own output; all else goes through the runner. */
    @ArchTest
    static final ArchRule ONLY_THE_RUNNER_READS_AND_WRITES = classes()
            .that()
            .resideInAPackage("dev.almanac.jobs..")
            .and()
            .resideOutsideOfPackages(
                    "dev.almanac.jobs.ingest..", "dev.almanac.jobs.samples..", "dev.almanac.jobs.cli..")
            .should(com.tngtech.archunit.lang.conditions.ArchConditions.never(
                    callMethodWhere(target(owner(is(Dataset.class)))
                            .and(target(nameMatching("write|writeTo|writeStream|mergeInto|collect"))))))
            .andShould(com.tngtech.archunit.lang.conditions.ArchConditions.never(
                    callMethodWhere(target(owner(is(DataFrameReader.class))))))
            .andShould(com.tngtech.archunit.lang.conditions.ArchConditions.never(
                    callMethodWhere(target(owner(is(DataFrameWriter.class))))));

    /** Logical time comes from the run: a job that looked at the clock could not be run again. */
    @ArchTest
    static final ArchRule JOBS_DO_NOT_LOOK_AT_THE_CLOCK = classes()
            .that()
            .resideInAPackage("dev.almanac.jobs..")
            .and()
            .resideOutsideOfPackage("dev.almanac.jobs.cli..")
            .should(com.tngtech.archunit.lang.conditions.ArchConditions.never(callMethodWhere(
                    target(nameMatching("now|currentTimeMillis|nanoTime|current_timestamp|current_date")))));

    @ArchTest
    static final ArchRule NO_DRAWERS = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .orShould()
            .haveSimpleNameEndingWith("Service")
            .orShould()
            .haveNameMatching(".*[.]Base[A-Z][^.]*")
            .because("a class is named for what it is");

    private static DescribedPredicate<JavaClass> is(Class<?> type) {
        return com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo(type);
    }
}
