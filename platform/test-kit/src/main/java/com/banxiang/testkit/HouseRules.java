package com.banxiang.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.reactivestreams.Publisher;

/** What each rule says and why. Foreign types go by name where their library is not the test kit's business. */
final class HouseRules {

    private static final Pattern EMPTY_NAME =
            Pattern.compile(".*(Manager|Utils?|Helper|Impl|D[Tt][Oo]|VO|Entity|Constants)");
    private static final String DATABASE_CLIENT = "org.springframework.r2dbc.core.DatabaseClient";

    static ArchRule recordsDecideWithoutAFramework() {
        return noClasses()
                .that()
                .areRecords()
                .and()
                .haveSimpleNameNotEndingWith("Settings")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "reactor..", "io.r2dbc..")
                .because("what the house decides must be testable with new");
    }

    static ArchRule onlyContractsAndIdentifiersArePublic(Set<String> leaving) {
        return classes()
                .that()
                .areTopLevelClasses()
                .should(describeCondition(
                        "be package-private, an identifier, an event or named as leaving",
                        it -> !it.getModifiers().contains(JavaModifier.PUBLIC)
                                || it.getSimpleName().endsWith("Id")
                                || it.getSimpleName().endsWith("Event")
                                || leaving.contains(it.getSimpleName()),
                        "is public"))
                .because("a feature's package is its boundary");
    }

    static ArchRule endpointsDoNotTouchTheDatabase(Set<String> simple) {
        return noClasses()
                .that(describe(
                        "are controllers or listeners",
                        it -> it.isTopLevelClass()
                                && (it.getSimpleName().endsWith("Controller")
                                        || it.getSimpleName().endsWith("Listener"))
                                && !simple.contains(it.getSimpleName())))
                .should()
                .dependOnClassesThat(describe("talk to the database", HouseRules::talksToTheDatabase))
                .because("an endpoint translates; a use case decides and stores");
    }

    static ArchRule timeAndIdsAreGiven() {
        return noClasses()
                .should()
                .accessTargetWhere(describe("reads the clock of the machine", HouseRules::readsTheClock))
                .orShould()
                .accessTargetWhere(target(nameMatching("randomUUID")).and(target(owner(assignableTo(UUID.class)))))
                .because("a test must be able to say what time it is and which id comes next");
    }

    static ArchRule onlyNamedPlacesWait(Set<String> waiting) {
        return noClasses()
                .that(describe("are none of the named places", it -> !mayWait(it, waiting)))
                .should()
                .accessTargetWhere(target(nameMatching(
                                "block|blockFirst|blockLast|blockOptional|subscribe|toFuture|toIterable|toStream"))
                        .and(target(owner(assignableTo(Publisher.class)))))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("reactor.core.scheduler.Schedulers")
                .because("whoever subscribes must also cancel and see the error");
    }

    static ArchRule nothingBlocks(Set<String> waiting) {
        return noClasses()
                .that(describe("are none of the named places", it -> !mayWait(it, waiting)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .orShould()
                .dependOnClassesThat(describe("wait for a disk or a network", HouseRules::waits))
                .orShould()
                .accessTargetWhere(target(nameMatching("sleep|wait|await|awaitTermination"))
                        .and(target(
                                owner(resideInAPackage("java.lang..").or(resideInAPackage("java.util.concurrent.."))))))
                .orShould()
                .accessTargetWhere(target(nameMatching("get|join")).and(target(owner(assignableTo(Future.class)))))
                .because("an event loop serves thousands; one that waits serves nobody");
    }

    static ArchRule nothingTravelsInTuples() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("reactor.util.function..")
                .because("if two things travel together, they have a record and a name");
    }

    static ArchRule oneJsonLibraryAndOneHttpClient() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "com.fasterxml.jackson.databind..",
                        "com.fasterxml.jackson.core..",
                        "com.google.gson..",
                        "okhttp3..",
                        "org.apache.http..",
                        "org.apache.hc..",
                        "java.net.http..")
                .because("Jackson 3 and WebClient are enough, and configured once");
    }

    static ArchRule featuresDoNotFormCycles(String base) {
        return slices().matching(base + ".(*)..").should().beFreeOfCycles();
    }

    static ArchRule noServiceDependsOnAnother(String base) {
        return noClasses()
                .should()
                .dependOnClassesThat(describe(
                        "belong to another part of the fleet",
                        it -> isOurs(it) && !isIn(it, base) && !isIn(it, "com.banxiang.platform")))
                .because("two services share a contract file and nothing else");
    }

    static ArchRule everyPackageIsNullMarked() {
        return classes()
                .should(describeCondition(
                        "live in a package that is @NullMarked",
                        it -> it.getPackage()
                                .tryGetPackageInfo()
                                .map(info -> info.isAnnotatedWith(NullMarked.class))
                                .orElse(false),
                        "lives in a package without @NullMarked"))
                .because("absence is part of a type");
    }

    static ArchRule namesSaySomething() {
        return classes()
                .should(describeCondition(
                        "have a name of the domain",
                        it -> !EMPTY_NAME.matcher(it.getSimpleName()).matches()
                                && !it.getPackageName().matches(".*\\.(util|utils|common|helper|misc)(\\..*)?"),
                        "says nothing by its name or its package's"))
                .because("a name is read aloud to somebody who knows the domain");
    }

    private static boolean talksToTheDatabase(JavaClass type) {
        return type.getPackageName().startsWith("io.r2dbc")
                || type.getName().equals(DATABASE_CLIENT)
                || type.getAllFields().stream()
                        .anyMatch(it -> it.getRawType().getName().equals(DATABASE_CLIENT));
    }

    private static boolean readsTheClock(JavaAccess<?> access) {

        var owner = access.getTargetOwner();
        return switch (access.getName()) {
            case "now" -> owner.isAssignableTo(Temporal.class) && !isGivenAClock(access);
            case "currentTimeMillis" -> owner.isEquivalentTo(System.class);
            default -> access.getName().startsWith("system") && owner.isEquivalentTo(Clock.class);
        };
    }

    private static boolean isGivenAClock(JavaAccess<?> access) {
        return access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().anyMatch(it -> it.isAssignableTo(Clock.class));
    }

    private static boolean waits(JavaClass type) {
        return Set.of(
                        "java.io.FileInputStream",
                        "java.io.FileOutputStream",
                        "java.io.FileReader",
                        "java.io.FileWriter",
                        "java.io.RandomAccessFile",
                        "java.net.Socket",
                        "java.net.ServerSocket",
                        "java.net.HttpURLConnection",
                        "org.springframework.web.client.RestTemplate",
                        "org.springframework.web.client.RestClient")
                .contains(type.getName());
    }

    private static boolean mayWait(JavaClass type, Set<String> waiting) {

        var place = type;
        while (place.getEnclosingClass().isPresent()) {
            place = place.getEnclosingClass().get();
        }
        return place.getSimpleName().endsWith("Listener") || waiting.contains(place.getSimpleName());
    }

    private static boolean isOurs(JavaClass type) {
        return isIn(type, "com.banxiang");
    }

    private static boolean isIn(JavaClass type, String base) {
        return (type.getPackageName() + ".").startsWith(base + ".");
    }

    private static ArchCondition<JavaClass> describeCondition(
            String description, Predicate<JavaClass> holds, String otherwise) {

        return new ArchCondition<>(description) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                events.add(new SimpleConditionEvent(
                        type,
                        holds.test(type),
                        "%s %s in %s".formatted(type.getName(), otherwise, type.getSourceCodeLocation())));
            }
        };
    }

    private HouseRules() {}
}
