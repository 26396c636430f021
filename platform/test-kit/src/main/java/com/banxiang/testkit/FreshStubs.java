package com.banxiang.testkit;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Begins every test with neighbours and vendors that know nothing; comes with the test annotations. */
final class FreshStubs implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        Stubs.reset();
    }
}
