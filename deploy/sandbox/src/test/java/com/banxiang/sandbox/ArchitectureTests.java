package com.banxiang.sandbox;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;
import org.reactivestreams.Publisher;
import reactor.core.scheduler.Schedulers;

@AnalyzeClasses(packages = "com.banxiang.sandbox", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

    static final Set<String> SHARED = Set.of("memory", "background", "traffic");

    @ArchTest
    static final ArchRule sharesNothingWithTheFleet = noClasses()
            .should()
            .dependOnClassesThat(describe("belong to the fleet", ArchitectureTests::belongsToTheFleet))
            .because("what checks must not repeat the mistakes of what is checked");

    @ArchTest
    static final ArchRule vendorsDoNotKnowEachOther =
            slices().matching("com.banxiang.sandbox.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingOfAVendorLeavesItsPackage = noClasses()
            .that(describe(
                    "belong to a vendor",
                    it -> !SHARED.contains(lastPart(it)) && !lastPart(it).equals("sandbox")))
            .should()
            .bePublic();

    @ArchTest
    static final ArchRule recordsDecideWithoutAFramework = noClasses()
            .that()
            .areRecords()
            .and(describe("are no settings", it -> !it.getSimpleName().endsWith("Settings")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "reactor..");

    @ArchTest
    static final ArchRule onlyTheBackgroundSubscribes = noClasses()
            .that(describe("are not the background", it -> !it.getSimpleName().equals("Background")))
            .should()
            .callMethodWhere(target(nameMatching("block|blockFirst|blockLast|subscribe|toFuture|toIterable|toStream"))
                    .and(target(owner(assignableTo(Publisher.class)))))
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(Schedulers.class);

    @ArchTest
    static final ArchRule oneJsonLibraryAndOneHttpClient = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml.jackson.databind..", "okhttp3..", "java.net.http..");

    @ArchTest
    static final ArchRule timeComesFromTheClock = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule everyPackageSaysWhatItIs = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(org.jspecify.annotations.NullMarked.class);

    private static boolean belongsToTheFleet(JavaClass type) {
        return type.getPackageName().startsWith("com.banxiang.")
                && !type.getPackageName().startsWith("com.banxiang.sandbox");
    }

    private static String lastPart(JavaClass type) {
        return type.getPackageName().substring(type.getPackageName().lastIndexOf('.') + 1);
    }
}
