package io.flashsale.inventory.persistence;

record BuyerUnitsRow(String buyerId, int units) {}
