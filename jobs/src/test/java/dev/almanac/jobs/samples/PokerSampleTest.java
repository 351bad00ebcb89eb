package dev.almanac.jobs.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The first committed sample is what its README says: of the size asked, and shaped like life. */
class PokerSampleTest {
    private static final Instant END = Instant.parse("2026-11-16T00:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static Generated sample;
    private static List<Use> uses;

    /** A good event: session or response. */
    record Use(String user, String item, String type, Instant at) {}

    @BeforeAll
    static void generate() {
        sample = CommittedSample.of("poker-training").madeAgain();
        uses = Stream.concat(sessions(), responses()).distinct().toList();
    }

    /** Deliberate faults come on top: what is good counts exactly as asked. */
    @Test
    void countsAreExact() {
        assertThat(uses).hasSize(12_000);
        assertThat(sample.fields("players").stream()
                        .map(fields -> fields.get(0))
                        .filter(id -> id.startsWith("P"))
                        .distinct())
                .hasSize(400);
        assertThat(sample.truth("items-content")).hasSize(300);
    }

    /** A tenth of the items gets at least a quarter of the use, and most users have enough events to learn from. */
    @Test
    void useHasALongTail() {
        List<Long> perItem = counts(Use::item);
        assertThat(perItem.subList(0, 30).stream().mapToLong(Long::longValue).sum())
                .isGreaterThan(3_000);
        assertThat(perItem.subList(150, perItem.size()).stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isLessThan(3_000);
        assertThat(uses.size() / (double) counts(Use::user).size()).isGreaterThan(25);
    }

    /** Evenings and weekends are busier, in the domain's own zone. */
    @Test
    void daysAndWeeksHaveARhythm() {
        Map<Boolean, Long> weekend = uses.stream()
                .collect(Collectors.partitioningBy(
                        use -> List.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY)
                                .contains(use.at().atZone(ZONE).getDayOfWeek()),
                        Collectors.counting()));
        assertThat(weekend.get(true) / 2.0).isGreaterThan(1.3 * weekend.get(false) / 5.0);
        Map<Boolean, Long> evening = uses.stream()
                .collect(
                        Collectors.partitioningBy(use -> use.at().atZone(ZONE).getHour() >= 18, Collectors.counting()));
        assertThat(evening.get(true)).isGreaterThan(evening.get(false));
    }

    /** Half a year and more, and the last week, day and hour all have something to load. */
    @Test
    void historyEndsInABusyHour() {
        assertThat(uses).allMatch(use -> use.at().isBefore(END));
        assertThat(uses.stream().map(Use::at).min(Comparator.naturalOrder()).orElseThrow())
                .isBefore(END.minusSeconds(26 * 7 * 86_400L));
        assertThat(uses).anyMatch(use -> use.at().isAfter(END.minusSeconds(3_600)));
        assertThat(sample.texts().keySet())
                .contains(
                        "sessions/sessions-2026-11-08T2355Z.csv.gz",
                        "sessions/sessions-2026-11-14T2355Z.csv.gz",
                        "sessions/sessions-2026-11-15T2255Z.csv.gz",
                        "sessions/sessions-2026-11-15T2355Z.csv.gz");
    }

    @Test
    void itemsAreTakenOnlyWhileTheyAreThere() {
        Map<String, JsonNode> items = byId(sample.truth("items-content"), "item_id");
        // What was accepted in time may be completed later.
        assertThat(Stream.concat(
                        sessions(), responses().filter(use -> !use.type().equals("completed"))))
                .isNotEmpty()
                .allSatisfy(use -> {
                    JsonNode item = items.get(use.item());
                    assertThat(use.at())
                            .isAfterOrEqualTo(
                                    Instant.parse(item.get("available_from").asText()));
                    assertThat(!item.has("ends_at")
                                    || use.at()
                                            .isBefore(Instant.parse(
                                                    item.get("ends_at").asText())))
                            .isTrue();
                });
        assertThat(items.values().stream().filter(item -> item.has("ends_at"))).hasSizeBetween(60, 180);
    }

    /** Every planned fault is there, so that quarantine has something to show. */
    @Test
    void faultsAreThere() {
        String sessions = String.join("\n", sample.lines("sessions"));
        assertThat(sessions).contains("yesterday evening", "2031-01-01", "a while", "C-nothing", "exploded");
        assertThat(sample.lines("sessions").stream().filter(line -> line.split(",", -1).length == 2))
                .hasSize(3);
        assertThat(sample.lines("sessions").size()
                        - sample.lines("sessions").stream().distinct().count())
                .isEqualTo(8);
        assertThat(sample.lines("responses").size()
                        - sample.objects("responses").size())
                .isEqualTo(3);
        assertThat(sample.texts().get("sessions/sessions-2026-09-30T2255Z.csv.gz"))
                .contains("app_version");
        assertThat(sample.texts().get("sessions/sessions-2026-10-31T2355Z.csv.gz"))
                .doesNotContain("app_version");
    }

    /** A model can beat popularity: on the last four weeks, who knows the planted tastes ranks twice as well. */
    @Test
    void plantedTasteBeatsPopularityOnATimeSplit() {
        Instant cut = END.minusSeconds(28 * 86_400L);
        var split = new TimeSplit(
                uses.stream().filter(use -> !use.type().equals("declined")).toList(), cut);
        Map<String, JsonNode> items = byId(sample.truth("items-content"), "item_id");
        List<String> candidates = items.values().stream()
                .filter(item -> item.get("available_from").asText().compareTo(cut.toString()) < 0)
                .filter(item ->
                        !item.has("ends_at") || item.get("ends_at").asText().compareTo(cut.toString()) > 0)
                .map(item -> item.get("item_id").asText())
                .toList();
        Map<String, Map<String, Double>> interests = sample.truth("interests").stream()
                .collect(Collectors.groupingBy(
                        row -> row.get("user_id").asText(),
                        Collectors.toMap(
                                row -> row.get("topic").asText(),
                                row -> row.get("interest").asDouble())));

        double popularity = split.ndcg(candidates, (user, item) -> split.popularity(item));
        double oracle = split.ndcg(
                candidates,
                (user, item) -> items.get(item).get("appeal").asDouble()
                        * interests.get(user).get(items.get(item).get("topic").asText()));

        assertThat(popularity).isGreaterThan(0.05);
        assertThat(oracle).isGreaterThan(2 * popularity);
    }

    private static List<Long> counts(Function<Use, String> by) {
        return uses.stream().collect(Collectors.groupingBy(by, Collectors.counting())).values().stream()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static Map<String, JsonNode> byId(List<JsonNode> rows, String id) {
        return rows.stream().collect(Collectors.toMap(row -> row.get(id).asText(), Function.identity()));
    }

    /** Good sessions keep the id the generator gave; those made from them to be bad end in a letter. */
    private static Stream<Use> sessions() {
        return sample.fields("sessions").stream()
                .filter(fields -> fields.size() > 2 && fields.get(0).matches("S\\d+-\\d+"))
                .map(fields -> new Use(fields.get(1), fields.get(2), fields.get(5), Instant.parse(fields.get(3))));
    }

    private static Stream<Use> responses() {
        return sample.objects("responses").stream()
                .filter(row -> row.has("content"))
                .map(row -> new Use(
                        row.get("player").asText(),
                        row.get("content").asText(),
                        row.get("response").asText(),
                        Instant.parse(row.get("at").asText())));
    }
}
