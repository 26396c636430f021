package com.banxiang.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureRulesTests {

    private static final String SOUND = "com.banxiang.testkit.sound";
    private static final String BROKEN = "com.banxiang.testkit.broken";
    private static final JavaClasses SOUND_HOUSE = new ClassFileImporter().importPackages(SOUND);
    private static final JavaClasses BROKEN_HOUSE = new ClassFileImporter().importPackages(BROKEN);

    @ParameterizedTest
    @CsvSource({
        "recordsDecideWithoutAFramework, KettleWithFramework",
        "onlyContractsAndIdentifiersArePublic, OpenKettle",
        "endpointsDoNotTouchTheDatabase, KettleController",
        "timeAndIdsAreGiven, ReadsTheClock",
        "timeAndIdsAreGiven, RefersToTheClock",
        "timeAndIdsAreGiven, MakesIds",
        "onlyNamedPlacesWait, WaitsForWater",
        "onlyNamedPlacesWait, ChoosesAThread",
        "nothingBlocks, Sleeps",
        "nothingBlocks, SpeaksJdbc",
        "nothingBlocks, ReadsFiles",
        "nothingBlocks, JoinsFutures",
        "nothingTravelsInTuples, TravelsInTuples",
        "oneJsonLibraryAndOneHttpClient, OldJson",
        "oneJsonLibraryAndOneHttpClient, OtherClient",
        "featuresDoNotFormCycles, StoveId",
        "noServiceDependsOnAnother, KnowsAnotherService",
        "everyPackageIsNullMarked, Unmarked",
        "namesSaySomething, StoveManager",
        "namesSaySomething, Things"
    })
    void findsWhoBreaksARule(String rule, String culprit) {

        var house = ArchitectureRules.ofService(BROKEN);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> house.check(rule, house.rules().get(rule), BROKEN_HOUSE))
                .withMessageContaining(culprit);
    }

    @Test
    void hasSeenEachOfItsRulesFail() {

        var house = ArchitectureRules.ofService(BROKEN);

        assertThat(house.rules())
                .allSatisfy((name, rule) -> assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(() -> house.check(name, rule, BROKEN_HOUSE))
                        .withMessageNotContaining("failed to check any classes"));
    }

    @ParameterizedTest
    @MethodSource("namesOfRules")
    void findsNothingInASoundHouse(String rule) {

        var house = ArchitectureRules.ofService(SOUND).leaving("Warmth");

        assertThatCode(() -> house.check(rule, house.rules().get(rule), SOUND_HOUSE))
                .doesNotThrowAnyException();
    }

    @Test
    void failsForARuleThatLooksAtNothing() {

        var house = ArchitectureRules.ofService(SOUND);
        var withoutRecords = new ClassFileImporter().importClasses(SampleApplication.class);
        var rule = "recordsDecideWithoutAFramework";

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> house.check(rule, house.rules().get(rule), withoutRecords))
                .withMessageContaining("failed to check any classes");
        assertThatCode(() -> house.without(rule).check(rule, house.rules().get(rule), withoutRecords))
                .doesNotThrowAnyException();
    }

    @Test
    void tellsWhenARuleIsWronglyLeftOut() {

        var rule = "recordsDecideWithoutAFramework";
        var house = ArchitectureRules.ofService(SOUND).without(rule);

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> house.check(rule, house.rules().get(rule), SOUND_HOUSE))
                .withMessageContaining("has something to look at by now");
    }

    @Test
    void acceptsNoExceptionThatNobodyNeeds() {

        var needed = ArchitectureRules.ofService(SOUND).leaving("Warmth").simple("KettleController");
        var unneeded = ArchitectureRules.ofService(SOUND)
                .leaving("Stove")
                .simple("TeapotController")
                .waiting("Teapot")
                .without("thereIsTea");

        assertThatCode(() -> needed.checkExceptions(SOUND_HOUSE)).doesNotThrowAnyException();
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> unneeded.checkExceptions(SOUND_HOUSE))
                .withMessageContaining("Stove does not leave")
                .withMessageContaining("TeapotController does not exist")
                .withMessageContaining("Teapot does not exist")
                .withMessageContaining("thereIsTea is no rule");
    }

    @Test
    void leavesThePlatformItsPublicTypes() {

        var platform = ArchitectureRules.ofPlatform(BROKEN).rules().keySet();

        assertThat(platform)
                .doesNotContain("onlyContractsAndIdentifiersArePublic", "recordsDecideWithoutAFramework")
                .contains("onlyNamedPlacesWait", "nothingBlocks");
    }

    static Stream<String> namesOfRules() {
        return ArchitectureRules.ofService(SOUND).rules().keySet().stream();
    }
}
