package com.banxiang.health;

import com.banxiang.testkit.ArchitectureRules;
import com.banxiang.testkit.TextsCheck;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The structure of the service, and the words it has for everything it may answer. */
class HouseTests {

    @TestFactory
    Stream<DynamicTest> structure() {
        return ArchitectureRules.ofService("com.banxiang.health")
                .leaving(
                        // what a reading is, spoken by every feature
                        "ReadingType",
                        "Measurement",
                        "Details",
                        "Decimals",
                        "Context",
                        "Comparator",
                        "Site",
                        "SleepStage",
                        "Source",
                        "Range",
                        // what it means
                        "ClinicalRules",
                        "Quantity",
                        "Limits",
                        "Bounds",
                        "OwnBounds",
                        "OwnThresholds",
                        "Plausibility",
                        "Implausible",
                        "Assessment",
                        "Breach",
                        "Level",
                        "Severity",
                        "Direction",
                        "PressureComponent",
                        // ports
                        "HealthConsent",
                        "RecordIntake",
                        "EveryRecord",
                        "Corrections",
                        "Alarms",
                        "Baselines",
                        "AlertType",
                        "LinkedDevices",
                        "HeardDevices",
                        "DayTotals",
                        "DayTotal",
                        "CloudLinks",
                        "CloudAccounts",
                        "StoreArrivals",
                        "Delivered",
                        "Sorted",
                        "Unbelieved",
                        "PayloadReader",
                        // Huawei's cloud
                        "HuaweiCloud",
                        "HuaweiReadings",
                        "HuaweiSignature")
                .tests();
    }

    @Test
    void everyCodeHasItsWords() throws ClassNotFoundException {
        TextsCheck.of(
                        codes("record.AddRecord$Reason"),
                        codes("clinical.SetThresholds$Reason"),
                        codes("device.LinkDevice$Reason"),
                        codes("device.SyncDevice$Reason"),
                        codes("webhook.Receipt$Reason"))
                .verify();
    }

    @SuppressWarnings("unchecked")
    private static Class<? extends Enum<?>> codes(String name) throws ClassNotFoundException {
        return (Class<? extends Enum<?>>) Class.forName("com.banxiang.health." + name);
    }
}
