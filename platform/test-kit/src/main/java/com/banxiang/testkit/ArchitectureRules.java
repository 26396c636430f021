package com.banxiang.testkit;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The structure of the house as tests, one for each rule:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> house() {
 *     return ArchitectureRules.ofService("com.banxiang.user").leaving("SmsCodes").tests();
 * }
 * }</pre>
 *
 * A rule that looks at nothing fails; who has nothing to look at yet says so by {@link #without}, and is told when
 * that is no longer true.
 */
public final class ArchitectureRules {

    /** They live in the starter; elsewhere the names mean nothing. */
    private static final Set<String> STARTERS = Set.of("Relay", "TimedWork", "Offload");

    private final String base;
    private final boolean service;
    private final Set<String> leaving = new TreeSet<>();
    private final Set<String> waiting = new TreeSet<>(STARTERS);
    private final Set<String> simple = new TreeSet<>();
    private final Set<String> absent = new TreeSet<>();

    private ArchitectureRules(String base, boolean service) {
        this.base = base;
        this.service = service;
    }

    /** Everything in the base package, which is a bounded context or another part that ships. */
    public static ArchitectureRules ofService(String basePackage) {
        return new ArchitectureRules(basePackage, true);
    }

    /** Without the rules on domain and visibility: the platform is the framework, and is there to be used. */
    public static ArchitectureRules ofPlatform(String basePackage) {
        return new ArchitectureRules(basePackage, false);
    }

    /** Public types beside identifiers and events: ports of a feature, named in its {@code package-info}. */
    public ArchitectureRules leaving(String... simpleNames) {
        leaving.addAll(List.of(simpleNames));
        return this;
    }

    /** Places that may wait beside listeners and the starter's three. */
    public ArchitectureRules waiting(String... simpleNames) {
        waiting.addAll(List.of(simpleNames));
        return this;
    }

    /** Controllers of simple features that read their one table themselves, as their {@code package-info} says. */
    public ArchitectureRules simple(String... simpleNames) {
        simple.addAll(List.of(simpleNames));
        return this;
    }

    /** Rules that have nothing to look at here. */
    public ArchitectureRules without(String... rules) {
        absent.addAll(List.of(rules));
        return this;
    }

    public Stream<DynamicTest> tests() {

        var classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(base);
        return Stream.concat(
                rules().entrySet().stream()
                        .map(it ->
                                DynamicTest.dynamicTest(it.getKey(), () -> check(it.getKey(), it.getValue(), classes))),
                Stream.of(DynamicTest.dynamicTest("everyExceptionIsNeeded", () -> checkExceptions(classes))));
    }

    /** By name; the name is what {@link #without} takes. */
    Map<String, ArchRule> rules() {

        var all = new LinkedHashMap<String, ArchRule>();
        if (service) {
            all.put("recordsDecideWithoutAFramework", HouseRules.recordsDecideWithoutAFramework());
            all.put("onlyContractsAndIdentifiersArePublic", HouseRules.onlyContractsAndIdentifiersArePublic(leaving));
            all.put("endpointsDoNotTouchTheDatabase", HouseRules.endpointsDoNotTouchTheDatabase(simple));
            all.put("timeAndIdsAreGiven", HouseRules.timeAndIdsAreGiven());
        }
        all.put("onlyNamedPlacesWait", HouseRules.onlyNamedPlacesWait(waiting));
        all.put("nothingBlocks", HouseRules.nothingBlocks(waiting));
        all.put("nothingTravelsInTuples", HouseRules.nothingTravelsInTuples());
        all.put("oneJsonLibraryAndOneHttpClient", HouseRules.oneJsonLibraryAndOneHttpClient());
        all.put("featuresDoNotFormCycles", HouseRules.featuresDoNotFormCycles(base));
        all.put("noServiceDependsOnAnother", HouseRules.noServiceDependsOnAnother(base));
        all.put("everyPackageIsNullMarked", HouseRules.everyPackageIsNullMarked());
        all.put("namesSaySomething", HouseRules.namesSaySomething());
        return all;
    }

    void check(String name, ArchRule rule, JavaClasses classes) {

        if (!absent.contains(name)) {
            rule.check(classes);
            return;
        }

        if (!looksAtNothing(rule, classes)) {
            throw new AssertionError(name + ": has something to look at by now (expected: not in without(…))");
        }
    }

    /** An exception for something that is gone would one day cover something else. */
    void checkExceptions(JavaClasses classes) {

        var unneeded = new ArrayList<String>();
        leaving.stream()
                .filter(it ->
                        named(it, classes).noneMatch(type -> type.getModifiers().contains(JavaModifier.PUBLIC)))
                .map(it -> it + " does not leave")
                .forEach(unneeded::add);
        Stream.concat(simple.stream(), waiting.stream().filter(it -> !STARTERS.contains(it)))
                .filter(it -> named(it, classes).findAny().isEmpty())
                .map(it -> it + " does not exist")
                .forEach(unneeded::add);
        absent.stream()
                .filter(it -> !rules().containsKey(it))
                .map(it -> it + " is no rule")
                .forEach(unneeded::add);
        if (!unneeded.isEmpty()) {
            throw new AssertionError("exceptions: %s (expected: only needed ones)".formatted(unneeded));
        }
    }

    private static Stream<JavaClass> named(String simpleName, JavaClasses classes) {
        return classes.stream().filter(it -> it.getSimpleName().equals(simpleName));
    }

    private static boolean looksAtNothing(ArchRule rule, JavaClasses classes) {

        try {
            rule.check(classes);
            return false;
        } catch (AssertionError e) {
            return String.valueOf(e.getMessage()).contains("failed to check any classes");
        }
    }
}
