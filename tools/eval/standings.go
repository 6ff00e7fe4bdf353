package main

import (
	"os"
	"path/filepath"
	"strings"
)

// scored are the articles that the scorer of standings finds beside a gold file.
var scored = []string{".txt", ".html", ".xml"}

// standable copies the articles of a folder that the scorer of standings takes,
// and their gold files. The caller removes the folder.
func standable(from string) (folder string, err error) {
	if folder, err = os.MkdirTemp("", "credence-eval-"); err != nil {
		return "", err
	}
	golds, err := filepath.Glob(filepath.Join(from, "*.gold.json"))
	if err != nil {
		return folder, err
	}
	for _, gold := range golds {
		for _, ext := range scored {
			page := strings.TrimSuffix(gold, ".gold.json") + ext
			text, err := os.ReadFile(page)
			if os.IsNotExist(err) {
				continue
			}
			if err != nil {
				return folder, err
			}
			if err := os.WriteFile(filepath.Join(folder, filepath.Base(page)), text, 0o644); err != nil {
				return folder, err
			}
			if text, err = os.ReadFile(gold); err != nil {
				return folder, err
			}
			if err := os.WriteFile(filepath.Join(folder, filepath.Base(gold)), text, 0o644); err != nil {
				return folder, err
			}
		}
	}
	return folder, nil
}
