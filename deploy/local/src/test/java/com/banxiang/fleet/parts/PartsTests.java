package com.banxiang.fleet.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PartsTests {

    @Test
    void givesEveryPortToOnePart() {
        assertThat(Parts.all().stream()
                        .flatMap(part -> Stream.concat(
                                Stream.of(part.port()),
                                part.secondPort().stream().boxed())))
                .doesNotHaveDuplicates();
    }

    @Test
    void listsAPartAfterWhatItNeeds() {
        assertThat(Parts.all())
                .allSatisfy(part -> assertThat(
                                Parts.all().subList(0, Parts.all().indexOf(part)).stream()
                                        .map(Part::name))
                        .containsAll(part.needs()));
    }

    @Test
    void callsOnlyPartsThereAre() {
        assertThat(Parts.all()).allSatisfy(part -> assertThat(part.calls()).allSatisfy(Parts::named));
    }

    @Test
    void ownsASchemaOnlyWhereItWaitsForTheDatabase() {
        assertThat(Parts.all().stream().filter(Part::ownsSchema))
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part.needs()).contains("postgres"));
    }

    @Test
    void givesAHeapToEveryApplication() {
        assertThat(Parts.applications())
                .allSatisfy(part -> assertThat(part.heap()).isPositive());
    }

    @Test
    void sharesOneHeapSizeAmongThoseThatShareAClassCache() {
        assertThat(Parts.all().stream().filter(Part::ownsSchema).map(Part::heap).distinct())
                .hasSize(1);
    }

    @Test
    void bringsWhatThePartsThatWereAskedForNeed() {
        assertThat(Parts.withTheirNeeds(List.of("user-service", "gateway")))
                .extracting(Part::name)
                .containsExactly("postgres", "kafka", "user-service", "gateway");
    }

    @Test
    void meansEverythingWhenNothingIsAskedFor() {
        assertThat(Parts.withTheirNeeds(List.of())).isEqualTo(Parts.all());
    }

    @Test
    void namesThePartsThereAreWhenAskedForAnother() {
        assertThatThrownBy(() -> Parts.withTheirNeeds(List.of("postgre")))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageContaining("postgre ")
                .hasMessageContaining("user-service");
    }

    @Test
    void asksTheGatewayForItsHealthWhereNoStrangerReachesIt() {
        assertThat(Parts.named("gateway").healthPort()).isEqualTo(8079);
        assertThat(Parts.named("user-service").healthPort()).isEqualTo(8081);
    }
}
