package dev.almanac.jobs.cli.lists;

import dev.almanac.jobs.cli.output.Grid;
import dev.almanac.jobs.recommend.explain.ListedItem;
import dev.almanac.jobs.recommend.explain.PartScore;
import dev.almanac.jobs.recommend.explain.Removal;
import dev.almanac.jobs.recommend.explain.Standing;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Why a user gets an item or does not, for people and for programs. */
final class ExplanationDescription {
    private static final List<String> PARTS = List.of("part", "algorithm", "score", "standardised", "weight", "adds");

    private ExplanationDescription() {}

    static Map<String, Object> full(PublishedLists.Answer answer) {
        var explanation = answer.explanation();
        var question = explanation.question();
        var entry = new LinkedHashMap<String, Object>();
        entry.put("recommender", question.recommender());
        entry.put("user_id", question.userId());
        entry.put("item_id", question.itemId());
        entry.put("as_of", question.asOf().toString());
        entry.put("settings_changed_since", answer.settingsChanged());
        entry.put("basis", name(explanation.basis()));
        entry.put("listed", explanation.listed().map(ListDescription::place).orElse(null));
        entry.put(
                "standing",
                explanation.standing().map(ExplanationDescription::standing).orElse(null));
        entry.put(
                "removed_by",
                explanation.removedBy().stream()
                        .map(ExplanationDescription::removal)
                        .toList());
        return entry;
    }

    private static Map<String, Object> standing(Standing standing) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("model_version", standing.modelVersion());
        entry.put("algorithm", standing.algorithm());
        entry.put("score", standing.score());
        entry.put("rank", standing.rank());
        entry.put("of", standing.of());
        entry.put(
                "parts",
                standing.parts().stream().map(ExplanationDescription::part).toList());
        return entry;
    }

    private static Map<String, Object> part(PartScore part) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("part", part.part());
        entry.put("algorithm", part.algorithm());
        entry.put("score", part.score().isPresent() ? part.score().getAsDouble() : null);
        entry.put(
                "standardised",
                part.standardised().isPresent() ? part.standardised().getAsDouble() : null);
        entry.put("weight", part.weight());
        entry.put("adds", part.adds());
        return entry;
    }

    private static Map<String, Object> removal(Removal removal) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("cause", name(removal.cause()));
        entry.put("rule", removal.rule().orElse(null));
        entry.put("sentence", removal.sentence());
        return entry;
    }

    static String text(List<PublishedLists.Answer> answers, ZoneId zone) {
        return answers.stream().map(answer -> text(answer, zone)).collect(Collectors.joining("\n"));
    }

    private static String text(PublishedLists.Answer answer, ZoneId zone) {
        var explanation = answer.explanation();
        var question = explanation.question();
        var text = new StringBuilder("%s, as of %s: %s%n"
                .formatted(
                        question.recommender(),
                        ListDescription.moment(question.asOf(), zone),
                        explanation
                                .listed()
                                .map(item -> place(question.itemId(), item))
                                .orElse(question.itemId() + " is not in the list.")));
        explanation.removedBy().forEach(removal -> text.append("%s%n".formatted(removal.sentence())));
        text.append("%s%n".formatted(explanation.basis().sentence()));
        explanation
                .standing()
                .ifPresent(standing ->
                        text.append(text(standing, explanation.removedBy().isEmpty())));
        if (answer.settingsChanged()) {
            text.append("The settings were changed since the list was made: rules are explained as they are now.%n"
                    .formatted());
        }
        return text.toString();
    }

    private static String place(String itemId, ListedItem item) {
        var rules = item.rules().isEmpty() ? "" : ", touched by rules " + String.join(", ", item.rules());
        return "%s is at place %d by %s%s. %s".formatted(itemId, item.rank(), item.strategy(), rules, item.reason());
    }

    private static String text(Standing standing, boolean left) {
        var line = "By score it %s number %d of the %d items left for the user: %s, from %s.%n"
                .formatted(
                        left ? "is" : "would be",
                        standing.rank(),
                        standing.of(),
                        ListDescription.digits(standing.score()),
                        standing.modelVersion());
        if (standing.parts().isEmpty()) {
            return line;
        }
        var rows = standing.parts().stream()
                .map(part -> List.of(
                        part.part(),
                        part.algorithm(),
                        digits(part.score()),
                        digits(part.standardised()),
                        ListDescription.digits(part.weight()),
                        ListDescription.digits(part.adds())))
                .toList();
        return line + Grid.of(PARTS, rows);
    }

    private static String digits(OptionalDouble value) {
        return value.isPresent() ? ListDescription.digits(value.getAsDouble()) : "";
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
