package dev.almanac.jobs.samples;

import dev.almanac.jobs.samples.Population.Person;
import java.io.Serializable;
import java.util.stream.Stream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Turns people's {@link History histories} in one activity into rows; lives on the executors. */
final class Lives implements Serializable {
    private static final long serialVersionUID = 1L;

    private final long seed;
    private final String name;
    private final ActivityPlan plan;
    private final Population population;
    private final Broadcast<Setting> setting;

    /** What is the same for all people, and how many events each has. */
    static final class Setting implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Catalogue catalogue;
        private final Shelves shelves;
        private final int[] quotas;

        Setting(Catalogue catalogue, Shelves shelves, int[] quotas) {
            this.catalogue = catalogue;
            this.shelves = shelves;
            this.quotas = quotas;
        }
    }

    Lives(long seed, String name, ActivityPlan plan, Population population, Broadcast<Setting> setting) {
        this.seed = seed;
        this.name = name;
        this.plan = plan;
        this.population = population;
        this.setting = setting;
    }

    /** In the order of {@link LatentRows#events}. */
    Stream<Row> events(Long no) {
        Person person = population.person(no);
        Catalogue items = setting.value().catalogue;
        return history(person).events.stream()
                .map(event -> RowFactory.create(
                        no,
                        event.seq(),
                        event.at(),
                        (long) event.item(),
                        event.place().name(),
                        event.place().no(),
                        event.place().step(),
                        event.place().slot(),
                        event.type(),
                        event.fit(),
                        items.topic[event.item()],
                        items.level[event.item()],
                        person.levelAt(event.at())));
    }

    /** In the order of {@link LatentRows#shown}. */
    Stream<Row> shown(Long no) {
        return history(population.person(no)).offers.stream()
                .map(offer -> RowFactory.create(
                        no,
                        offer.list(),
                        offer.place().slot(),
                        offer.at(),
                        (long) offer.item(),
                        offer.place().name(),
                        offer.place().no(),
                        offer.answered()));
    }

    private History history(Person person) {
        Setting all = setting.value();
        return new History(
                plan,
                new Choice(all.catalogue, all.shelves, plan),
                population.calendar(),
                person,
                all.quotas[(int) person.no],
                new Dice(seed, "life " + name, person.no));
    }
}
